export { type EmbedError, type MountEmbedOptions, type MountedEmbed, mountEmbed } from './mount-embed.ts';
