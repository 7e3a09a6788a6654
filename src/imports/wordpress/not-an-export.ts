/** A file that cannot be imported. Its message is one plain sentence for the person who chose the file. */
export class NotAnExport extends Error {}
