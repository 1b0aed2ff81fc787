// What is used of scorm-again, whose types name a default that its modules do not have.

declare module 'scorm-again/scorm12/min' {
  export class Scorm12API {
    constructor(settings: {autocommit: boolean; logLevel: number; mastery_override?: boolean});
    readonly cmi: {getCurrentTotalTime(): string};
    on(events: string, heard: () => void): void;
    loadFromJSON(values: object, element: 'cmi'): void;
  }
}

declare module 'scorm-again/scorm2004/min' {
  export class Scorm2004API {
    constructor(settings: {autocommit: boolean; logLevel: number});
    readonly cmi: {getCurrentTotalTime(): string};
    on(events: string, heard: () => void): void;
    loadFromJSON(values: object, element: 'cmi'): void;
  }
}
