import { type Command } from 'commander';

export function registerSettings(program: Command): void {
  program
    .command('settings')
    .description('list every setting: what it means, and whether the environment gives it')
    .action(async () => {
      const { describeSettings } = await import('#libs/platform');
      for (const { name, meaning, value } of describeSettings(process.env)) {
        console.log(`${name} = ${value}\n    ${meaning}`);
      }
    });
}
