package org.nodulens.imagej;

import ij.Macro;
import ij.gui.GenericDialog;
import java.awt.Choice;
import java.awt.GraphicsEnvironment;
import java.awt.Scrollbar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a command asks. On a screen a dialog, which ImageJ records and fills from macros; without a
 * screen the macro's keywords alone. A label's first word is its keyword.
 */
final class OptionForm {
  /** A line of the form and how its value is read. */
  private sealed interface Field {
    String label();

    record Selection(String label, List<String> items, String preset) implements Field {}

    record Text(String label, String preset, int columns) implements Field {}

    record Slider(String label, double lowest, double highest, double preset) implements Field {}

    record Flag(String label, boolean preset) implements Field {}

    record Note(String label) implements Field {}

    record Folder(String label, String preset) implements Field {}

    record File(String label, String preset) implements Field {}
  }

  private final String title;
  private final List<Field> fields = new ArrayList<>();
  private final Map<String, List<String>> items = new LinkedHashMap<>();
  private final Map<String, String> values = new LinkedHashMap<>();
  private @Nullable GenericDialog shown;

  OptionForm(String title) {
    this.title = title;
  }

  OptionForm choice(String label, List<String> items, String preset) {
    this.items.put(Macro.trimKey(label), items);
    return with(new Field.Selection(label, items, items.contains(preset) ? preset : items.get(0)));
  }

  OptionForm text(String label, String preset) {
    return with(new Field.Text(label, preset, 24));
  }

  OptionForm folder(String label, String preset) {
    return with(new Field.Folder(label, preset));
  }

  OptionForm file(String label, String preset) {
    return with(new Field.File(label, preset));
  }

  OptionForm number(String label, double lowest, double highest, double preset) {
    return with(new Field.Slider(label, lowest, highest, preset));
  }

  OptionForm flag(String label, boolean preset) {
    return with(new Field.Flag(label, preset));
  }

  OptionForm note(String text) {
    return with(new Field.Note(text));
  }

  private OptionForm with(Field field) {
    fields.add(field);
    return this;
  }

  /**
   * Asks.
   *
   * @param changed told after each change, on the thread of the user's interface
   * @throws CancelledException if the user does not want to go on
   * @throws RefusedException if a macro's value makes no sense
   */
  void ask(Consumer<OptionForm> changed) throws CancelledException, RefusedException {
    String macro = Macro.getOptions();
    if (macro != null || GraphicsEnvironment.isHeadless()) {
      readMacro(macro == null ? "" : macro);
    }
    if (!GraphicsEnvironment.isHeadless()) {
      show(changed);
    }
  }

  private void show(Consumer<OptionForm> changed) throws CancelledException, RefusedException {
    GenericDialog dialog = new GenericDialog(title);
    shown = dialog;
    for (Field field : fields) {
      add(dialog, field);
    }
    dialog.addDialogListener(
        (source, event) -> {
          read(source);
          if (event != null) {
            changed.accept(this);
          }
          return !source.invalidNumber();
        });
    dialog.showDialog();
    if (dialog.wasCanceled()) {
      throw new CancelledException();
    }
    requireInRange();
  }

  private static void add(GenericDialog dialog, Field field) {
    if (field instanceof Field.Selection selection) {
      dialog.addChoice(
          selection.label(), selection.items().toArray(String[]::new), selection.preset());
    } else if (field instanceof Field.Text text) {
      dialog.addStringField(text.label(), text.preset(), text.columns());
    } else if (field instanceof Field.Slider number) {
      dialog.addSlider(number.label(), number.lowest(), number.highest(), number.preset());
      // Escape and Enter mean the same when the slider was touched last.
      ((Scrollbar) dialog.getSliders().lastElement()).addKeyListener(dialog);
    } else if (field instanceof Field.Flag flag) {
      dialog.addCheckbox(flag.label(), flag.preset());
    } else if (field instanceof Field.Folder folder) {
      dialog.addDirectoryField(folder.label(), folder.preset());
    } else if (field instanceof Field.File file) {
      dialog.addFileField(file.label(), file.preset());
    } else {
      dialog.addMessage(field.label());
    }
  }

  private void read(GenericDialog dialog) {
    String macro = Macro.getOptions();
    for (Field field : fields) {
      if (field instanceof Field.Selection) {
        values.put(key(field), dialog.getNextChoice());
      } else if (field instanceof Field.Slider) {
        values.put(key(field), Double.toString(dialog.getNextNumber()));
      } else if (field instanceof Field.Flag) {
        boolean ticked = dialog.getNextBoolean(); // ImageJ knows no brackets within brackets
        values.put(
            key(field), Boolean.toString(macro == null ? ticked : isNamed(macro, key(field))));
      } else if (!(field instanceof Field.Note)) {
        values.put(key(field), dialog.getNextString());
      }
    }
  }

  private void readMacro(String macro) throws RefusedException {
    for (Field field : fields) {
      String key = key(field);
      if (field instanceof Field.Selection selection) {
        values.put(key, Macro.getValue(macro, key, selection.preset()));
      } else if (field instanceof Field.Slider number) {
        values.put(key, Macro.getValue(macro, key, Double.toString(number.preset())));
      } else if (field instanceof Field.Flag) {
        values.put(key, Boolean.toString(isNamed(macro, key)));
      } else if (field instanceof Field.Text text) {
        values.put(key, Macro.getValue(macro, key, text.preset()));
      } else if (field instanceof Field.Folder folder) {
        values.put(key, Macro.getValue(macro, key, folder.preset()));
      } else if (field instanceof Field.File file) {
        values.put(key, Macro.getValue(macro, key, file.preset()));
      }
    }
    requireInRange();
  }

  /** Whether a word stands in a macro's options, and not in a bracketed value. */
  private static boolean isNamed(String macro, String word) {
    StringBuilder bare = new StringBuilder(" ");
    int depth = 0;
    for (int i = 0; i < macro.length(); i++) {
      char c = macro.charAt(i);
      depth += c == '[' ? 1 : 0;
      if (depth == 0) {
        bare.append(c);
      }
      depth -= c == ']' && depth > 0 ? 1 : 0;
    }
    return bare.append(' ').indexOf(" " + word + " ") >= 0;
  }

  /** Macros may say what no dialog lets pass. */
  private void requireInRange() throws RefusedException {
    for (Field field : fields) {
      String value = values.getOrDefault(key(field), "");
      List<String> offered = items.getOrDefault(key(field), List.of());
      if (field instanceof Field.Selection && !offered.contains(value)) {
        throw new RefusedException(
            key(field) + " is one of " + offered + ", got \"" + value + "\"");
      }
      if (field instanceof Field.Slider number) {
        double given = parsed(value);
        if (!(given >= number.lowest() && given <= number.highest())) {
          throw new RefusedException(
              String.format(
                  "%s is a number from %s to %s, got \"%s\"",
                  key(field), number.lowest(), number.highest(), value));
        }
      }
    }
  }

  private static double parsed(String number) {
    try {
      return Double.parseDouble(number);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static String key(Field field) {
    return Macro.trimKey(field.label());
  }

  String text(String key) {
    return Objects.requireNonNull(values.get(key), key);
  }

  double number(String key) {
    return Double.parseDouble(text(key));
  }

  boolean flag(String key) {
    return Boolean.parseBoolean(text(key));
  }

  /** Itself, with its presets for answers. */
  OptionForm presets() throws RefusedException {
    readMacro("");
    for (Field field : fields) {
      if (field instanceof Field.Flag flag) {
        values.put(key(field), Boolean.toString(flag.preset()));
      }
    }
    return this;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** Offers others in a choice that is on the screen; what was chosen stays where it can. */
  void offer(String key, List<String> others) {
    if (others.equals(items.put(key, others)) || shown == null) {
      return;
    }
    int index = List.copyOf(items.keySet()).indexOf(key);
    Choice choice = (Choice) shown.getChoices().get(index);
    String chosen = choice.getSelectedItem();
    choice.removeAll();
    others.forEach(choice::add);
    if (others.contains(chosen)) {
      choice.select(chosen);
    }
    values.put(key, choice.getSelectedItem());
  }
}
