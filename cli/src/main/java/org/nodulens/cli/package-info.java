/**
 * The one command, {@code nodulens}: one class a subcommand, no logic. A subcommand is named in
 * {@link org.nodulens.cli.Main}, reads its options, calls the library and returns an {@link
 * org.nodulens.cli.ExitStatus}. What it writes goes through {@link org.nodulens.cli.OutputFolder}
 * or {@link org.nodulens.cli.OutputFile}, and what takes long is shown by {@link
 * org.nodulens.cli.Progress}.
 */
package org.nodulens.cli;
