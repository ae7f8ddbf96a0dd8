"""A partner's system in Python: reads a step a line from its input, asks Plenary with requests, and prints the answer.

    PLENARY_URL=… PLENARY_TOKEN=… python3 partner.py documents.graphql
"""

import json
import os
import re
import sys
import time
import uuid

import requests

text = open(sys.argv[1], encoding="utf-8").read()
definitions = re.split(r"(?m)^(?=fragment|mutation|query)", text)[1:]
fragments = [part for part in definitions if part.startswith("fragment")]
documents = {re.match(r"\w+ (\w+)", part)[1]: part for part in definitions if not part.startswith("fragment")}

session = requests.Session()
session.headers["authorization"] = "Bearer " + os.environ["PLENARY_TOKEN"]


def ask(name, variables):
    """The data of an answer. The same request, with the same key, is sent until it is answered."""
    query = documents[name] + "".join(part for part in fragments if "..." + part.split()[1] in documents[name])
    while True:
        answer = session.post(
            os.environ["PLENARY_URL"] + "/graphql",
            json={"query": query, "variables": variables},
            timeout=60,
            allow_redirects=False,
        )
        if answer.status_code not in (429, 503):
            break
        time.sleep(float(answer.headers.get("retry-after", "1")))
    body = answer.json()
    if body.get("errors"):
        raise RuntimeError(body["errors"])
    return body["data"]


for line in sys.stdin:
    step = json.loads(line)
    variables = step["variables"]
    if "input" in variables:
        variables["input"]["idempotencyKey"] = str(uuid.uuid4())
    print(json.dumps(ask(step["name"], variables)), flush=True)
