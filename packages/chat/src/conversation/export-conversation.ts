import {formatTime} from '@uggla/core/time.js';
import type {Message} from './message.js';

/** A conversation to be kept or handed on: its messages, with the sources of the answers. */
export interface ExportedConversation {
  version: 1;
  exported: string;
  messages: {
    role: Message['role'];
    at: string;
    text: string;
    citations?: {index: number; title: string; url?: string; start?: number}[];
  }[];
}

/** The conversation as plain data. */
export function toExport(messages: readonly Message[]): ExportedConversation {
  return {
    version: 1,
    exported: new Date().toISOString(),
    messages: messages.map(({role, at, text, citations}) => ({
      role,
      at,
      text,
      ...(citations.length === 0
        ? {}
        : {
            citations: citations.map(({index, title, url, start}) => ({
              index,
              title,
              ...(url === undefined ? {} : {url}),
              ...(start === undefined ? {} : {start}),
            })),
          }),
    })),
  };
}

/** The conversation as Markdown, each message under the name of who wrote it. */
export function toMarkdown(messages: readonly Message[], names: Readonly<Record<Message['role'], string>>): string {
  return messages
    .map(({role, text, citations}) => {
      const sources = citations.map(
        ({index, title, start}) => `${index}. ${title}${start === undefined ? '' : ` (${formatTime(start)})`}`,
      );
      return [`## ${names[role]}`, text, ...(sources.length > 0 ? [sources.join('\n')] : [])].join('\n\n');
    })
    .join('\n\n')
    .concat('\n');
}
