#include "cli/help.hpp"

#include <algorithm>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/suggest.hpp"
#include "cli/topics.hpp"

namespace waarmerk::cli {
namespace {

/// A word and what it means, in two columns.
std::string row(std::string_view word, std::string_view meaning, std::size_t width) {
  std::string text = "  " + std::string(word);
  if (meaning.empty()) return text + "\n";
  text.append(width > word.size() ? width - word.size() : 0, ' ');
  return text + "  " + std::string(meaning) + "\n";
}

struct Row {
  std::string word;
  std::string_view meaning;
};

std::string rows(const std::vector<Row>& all) {
  std::size_t width = 0;
  for (const auto& each : all) width = std::max(width, each.word.size());
  std::string text;
  for (const auto& each : all) text += row(each.word, each.meaning, width);
  return text;
}

std::string option_word(const Option& option) {
  std::string word(option.name);
  if (!option.value.empty()) word += " " + std::string(option.value);
  return word;
}

std::string operand_word(const Operand& operand) {
  std::string word(operand.name);
  if (operand.is_many) word += "...";
  return operand.is_needed ? word : "[" + word + "]";
}

std::string examples_of(const Command& command) {
  std::vector<Row> all;
  for (const auto& example : command.examples) {
    all.push_back({"waarmerk " + std::string(example.line), {}});
    if (!example.meaning.empty()) all.back().word += "\n      " + std::string(example.meaning);
  }
  std::string text;
  for (const auto& each : all) text += row(each.word, {}, 0);
  return text;
}

std::vector<Row> command_rows(const std::vector<Command>& commands, std::string_view noun) {
  std::vector<Row> all;
  for (const auto& command : commands) {
    if (noun.empty() || command.noun() == noun) {
      all.push_back({std::string(command.name), command.summary});
    }
  }
  return all;
}

Result<Exit> run_help(const Args& args, Workspace& /*workspace*/, Output& output) {
  const auto commands = all_commands();
  const auto words = args.all("WORD");
  if (words.empty()) {
    output.raw(overview(commands));
    return Exit::done;
  }
  std::string name = words[0];
  for (std::size_t i = 1; i < words.size(); ++i) name += " " + words[i];
  const auto command = std::ranges::find(commands, name, &Command::name);
  if (command != commands.end()) {
    output.raw(page_of(*command));
  } else if (std::ranges::find(commands, name, &Command::noun) != commands.end()) {
    output.raw(noun_page(commands, name));
  } else if (const auto page = topic_page(name)) {
    output.raw(*page);
  } else {
    auto known = topic_names();
    for (const auto& each : commands) known.push_back(each.name);
    const auto nearest = suggest(name, known);
    return fail(bad_usage, "There is no page about \"" + name + "\"." +
                               (nearest ? " Did you mean \"" + std::string(*nearest) + "\"?"
                                        : std::string(" See: waarmerk help.")));
  }
  return Exit::done;
}

}  // namespace

std::string usage_of(const Command& command) {
  std::string text = "waarmerk " + std::string(command.name);
  for (const auto& operand : command.shape.operands) text += " " + operand_word(operand);
  for (const auto& option : command.shape.options) {
    if (option.is_required) text += " " + option_word(option);
  }
  return text + " [options]";
}

std::string page_of(const Command& command) {
  std::string text = std::string(command.summary) + "\n\nExamples\n" + examples_of(command);
  text += "\nUsage\n  " + usage_of(command) + "\n";
  std::vector<Row> all;
  for (const auto& operand : command.shape.operands) {
    all.push_back({std::string(operand.name), operand.meaning});
  }
  for (const auto& option : command.shape.options) {
    all.push_back({option_word(option), option.meaning});
  }
  text += "\nOptions\n" + rows(all);
  if (!command.more.empty()) text += "\n" + std::string(command.more);
  return text;
}

std::string noun_page(const std::vector<Command>& commands, std::string_view noun) {
  return rows(command_rows(commands, noun)) + "\nMore about one: waarmerk " + std::string(noun) +
         " VERB --help\n";
}

std::string overview(const std::vector<Command>& commands) {
  std::string text =
      "Waarmerk: badges that anybody can check, from organisations that each keep their own.\n"
      "\nExamples\n"
      "  waarmerk badge verify badge.json\n"
      "  waarmerk badge explain badge.json\n"
      "  waarmerk org init --dir library --name \"Library\" --url https://library.example\n"
      "\nCommands\n" +
      rows(command_rows(commands, {})) + "\nTopics\n";
  for (const auto topic : topic_names()) text += "  waarmerk help " + std::string(topic) + "\n";
  return text + "\nMore about one: waarmerk NOUN VERB --help\n";
}

Command help_command() {
  return {.name = "help",
          .summary = "Explain a command or a topic.",
          .examples = {{"help", "every command"},
                       {"help badge verify", ""},
                       {"help exit-codes", "what each exit code means"}},
          .shape = {.operands = {{.name = "WORD",
                                  .meaning = "a command or a topic",
                                  .is_many = true,
                                  .is_needed = false}},
                    .options = with_shared({})},
          .run = run_help};
}

}  // namespace waarmerk::cli
