/** A process that the program starts from a test runs the sources, as the test does. */
if (!process.execArgv.includes("tsx")) process.execArgv.push("--import", "tsx");
