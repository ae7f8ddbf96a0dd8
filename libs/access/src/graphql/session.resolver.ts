import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { Access, GraphQLContext, SessionCookie } from '#libs/platform';
import { SESSION_SECONDS } from '../persistence/session.statements.js';
import { ReadViewer } from '../queries/read-viewer.js';
import { RequestSignInLink } from '../use-cases/request-sign-in-link.js';
import { type SignedIn } from '../use-cases/session-opener.js';
import { SignIn } from '../use-cases/sign-in.js';
import { SignInAsDemonstrationUser } from '../use-cases/sign-in-as-demonstration-user.js';
import { SignOut } from '../use-cases/sign-out.js';
import {
  RequestSignInLinkInput,
  SignInAsDemonstrationUserInput,
  SignInInput,
  SignOutInput,
} from './access.input.js';
import { RequestSignInLinkPayload, SignInPayload, SignOutPayload } from './access.payload.js';

/** Puts a session's new secret into the answer. */
async function welcome(
  context: GraphQLContext,
  cookie: SessionCookie,
  viewer: ReadViewer,
  { secret, actor, next }: SignedIn,
) {
  context.reply?.header('set-cookie', cookie.write(secret, SESSION_SECONDS));
  return { viewer: await viewer.run(actor), next };
}

@Resolver()
export class SessionResolver {
  constructor(
    private readonly requestLink: RequestSignInLink,
    private readonly useLink: SignIn,
    private readonly endSession: SignOut,
    private readonly cookie: SessionCookie,
    private readonly viewer: ReadViewer,
  ) {}

  @Mutation(() => RequestSignInLinkPayload.type, {
    description:
      'Sends a sign-in link to an address, if it is known here. The answer is the same whether it is',
  })
  @Access.public()
  requestSignInLink(@Args('input') input: RequestSignInLinkInput, @Context() context: GraphQLContext) {
    return RequestSignInLinkPayload.answer(async () => {
      await this.requestLink.run(input, context.clientAddress);
      return { isAccepted: true };
    });
  }

  @Mutation(() => SignInPayload.type, {
    description: 'Uses a sign-in link up, and begins a session by a cookie',
  })
  @Access.public()
  signIn(@Args('input') input: SignInInput, @Context() context: GraphQLContext) {
    return SignInPayload.answer(async () => {
      const signedIn = await this.useLink.run(input, context.actor, context.clientAddress);
      return welcome(context, this.cookie, this.viewer, signedIn);
    });
  }

  @Mutation(() => SignOutPayload.type, { description: 'Ends the session' })
  @Access.public()
  signOut(@Args('input') input: SignOutInput, @Context() context: GraphQLContext) {
    return SignOutPayload.answer(async () => {
      const isSignedOut = await this.endSession.run(context.actor, input);
      if (isSignedOut) context.reply?.header('set-cookie', this.cookie.clear());
      return { isSignedOut };
    });
  }
}

/** Only in the schema of a demonstration: elsewhere the field is as unknown as any other that does not exist. */
@Resolver()
export class DemonstrationResolver {
  constructor(
    private readonly signIn: SignInAsDemonstrationUser,
    private readonly cookie: SessionCookie,
    private readonly viewer: ReadViewer,
  ) {}

  @Mutation(() => SignInPayload.type, { description: 'In a demonstration only' })
  @Access.public()
  signInAsDemonstrationUser(
    @Args('input') input: SignInAsDemonstrationUserInput,
    @Context() context: GraphQLContext,
  ) {
    return SignInPayload.answer(async () =>
      welcome(context, this.cookie, this.viewer, await this.signIn.run(input, context.actor)),
    );
  }
}
