package org.nodulens.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line: reads the arguments, runs a subcommand, turns what it throws into one line. */
@Command(
    name = "nodulens",
    description = {
      "From CT studies to trained nodule classifiers and signed, class-specific explanations.",
      "Exit status: 0 finished, 1 failed or nothing kept, 2 wrong use."
    },
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true,
    sortOptions = false)
public final class Main implements Callable<Integer> {
  /** In the order of the help. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          DemoCommand.class,
          PhantomCommand.class,
          InspectCommand.class,
          VolumeCommand.class,
          AnnotationsCommand.class,
          IngestCommand.class,
          FetchCommand.class,
          PullCommand.class,
          PushCommand.class,
          WeightsCommand.class,
          TrainCommand.class,
          PredictCommand.class,
          EvaluateCommand.class,
          AgreementCommand.class,
          EmbedCommand.class,
          ExportCommand.class,
          ExplainCommand.class,
          BenchmarkCommand.class,
          ConceptCommand.class,
          ReportCommand.class,
          VerifyCommand.class,
          BenchCommand.class,
          DoctorCommand.class);

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show the trace of an error. Default: one line.")
  private boolean verbose;

  private Main() {}

  /**
   * Runs the command and leaves with its exit status.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(run(commandLineFor(args), args));
  }

  /** With the one subcommand that is named first: reading all of them takes a start 0.2 s. */
  static CommandLine commandLineFor(String... args) {
    return COMMANDS.stream()
        .filter(command -> args.length > 0 && name(command).equals(args[0]))
        .findFirst()
        .map(command -> configured(List.of(command)))
        .orElseGet(Main::commandLine);
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  /** The whole command line with its subcommands, and with some more where a test has its own. */
  static CommandLine commandLine(Object... moreSubcommands) {
    List<Object> commands = new ArrayList<>(COMMANDS);
    commands.addAll(List.of(moreSubcommands));
    return configured(commands);
  }

  private static CommandLine configured(List<?> subcommands) {
    CommandLine line = new CommandLine(new Main());
    subcommands.forEach(line::addSubcommand);
    return line.registerConverter(Path.class, new PathOrUri())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((e, args) -> wrongUse(e))
        .setExecutionExceptionHandler(Main::failed);
  }

  /** Runs the command line and returns its {@link ExitStatus}. */
  static int run(CommandLine line, String... args) {
    try {
      return line.execute(args);
    } catch (StackOverflowError | OutOfMemoryError | LinkageError | AssertionError e) {
      return failed(e, line);
    }
  }

  @Override
  public Integer call() {
    throw new UsageException("no command given; nodulens --help lists them");
  }

  private static int wrongUse(CommandLine.ParameterException e) {
    CommandLine line = e.getCommandLine();
    String name = line.getCommandSpec().qualifiedName();
    report(line, ErrorLine.of(e) + " (see " + name + " --help)");
    return ExitStatus.WRONG_USE;
  }

  private static int failed(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
    return failed(e, line);
  }

  private static int failed(Throwable e, CommandLine line) {
    report(line, line(e, line));
    CommandLine root = line;
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Main main = root.getCommand();
    if (main.verbose) {
      e.printStackTrace(line.getErr());
    }
    return e instanceof UsageException ? ExitStatus.WRONG_USE : ExitStatus.FAILED;
  }

  private static String line(Throwable e, CommandLine line) {
    OptionSpec out = line.getCommandSpec().findOption("--out");
    return out != null && out.getValue() instanceof Path path
        ? new DiskFault(path).line(e)
        : ErrorLine.of(e);
  }

  private static void report(CommandLine line, String message) {
    PrintWriter err = line.getErr();
    err.println("nodulens: " + message);
    err.flush();
  }
}
