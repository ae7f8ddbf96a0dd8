/** Two camps of 20 that part on statements 0 to 5, all agree with 6, all reject 7, and only one camp saw 8. */
export function twoCamps() {
  const votes = { statement: [] as number[], participant: [] as number[], value: [] as number[] };
  const cast = (participant: number, statement: number, value: number) => {
    votes.participant.push(participant);
    votes.statement.push(statement);
    votes.value.push(value);
  };
  for (let person = 0; person < 40; person++) {
    const side = person < 20 ? 1 : -1;
    for (let s = 0; s < 6; s++) cast(person, s, (person + s) % 7 === 0 ? 0 : side);
    cast(person, 6, person % 10 === 0 ? 0 : 1);
    cast(person, 7, person % 9 === 0 ? 1 : -1);
    if (person < 20) cast(person, 8, 1);
  }
  return votes;
}
