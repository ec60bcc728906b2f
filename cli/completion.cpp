#include "cli/completion.hpp"

#include <algorithm>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/topics.hpp"

namespace waarmerk::cli {
namespace {

std::vector<std::string_view> nouns_of(const std::vector<Command>& commands) {
  std::vector<std::string_view> nouns;
  for (const auto& command : commands) {
    if (std::ranges::find(nouns, command.noun()) == nouns.end()) nouns.push_back(command.noun());
  }
  return nouns;
}

std::string join(const std::vector<std::string_view>& words) {
  std::string text;
  for (const auto word : words) text += (text.empty() ? "" : " ") + std::string(word);
  return text;
}

/// What may follow `noun`, where it is not an option: its verbs, the topics, or the shells.
std::string followers(const std::vector<Command>& commands, std::string_view noun) {
  if (noun == "help") return join(topic_names()) + " " + join(nouns_of(commands));
  if (noun == "completion") return "bash zsh fish";
  std::vector<std::string_view> verbs;
  for (const auto& command : commands) {
    if (command.noun() == noun && !command.verb().empty()) verbs.push_back(command.verb());
  }
  return join(verbs);
}

std::string options_of(const Command& command) {
  std::vector<std::string_view> names;
  for (const auto& option : command.shape.options) names.push_back(option.name);
  return join(names);
}

/// The `case` rows of a POSIX-like shell: first the words after a noun, then the options.
std::string cases(const std::vector<Command>& commands) {
  std::string text;
  for (const auto noun : nouns_of(commands)) {
    const auto words = followers(commands, noun);
    if (words.empty()) continue;
    text += "      " + std::string(noun) + ") offers=\"" + words + "\" ;;\n";
  }
  return text;
}

std::string option_cases(const std::vector<Command>& commands) {
  std::string text;
  for (const auto& command : commands) {
    const auto pattern = command.verb().empty()
                             ? std::string(command.name) + "\\ *"
                             : std::string(command.noun()) + "\\ " + std::string(command.verb());
    text += "      " + pattern + ") offers=\"" + options_of(command) + "\" ;;\n";
  }
  return text;
}

std::string bash_script(const std::vector<Command>& commands) {
  return "# bash completion of waarmerk; load it with: source <(waarmerk completion bash)\n"
         "_waarmerk() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} offers=\"\"\n"
         "  COMPREPLY=()\n"
         "  if ((COMP_CWORD == 1)); then\n"
         "    offers=\"" +
         join(nouns_of(commands)) +
         "\"\n"
         "  elif [[ $word == -* ]]; then\n"
         "    case \"${COMP_WORDS[1]} ${COMP_WORDS[2]}\" in\n" +
         option_cases(commands) +
         "    esac\n"
         "  elif ((COMP_CWORD == 2)); then\n"
         "    case ${COMP_WORDS[1]} in\n" +
         cases(commands) +
         "    esac\n"
         "  fi\n"
         "  mapfile -t COMPREPLY < <(compgen -W \"$offers\" -- \"$word\")\n"
         "  if [[ -z $offers ]]; then mapfile -t COMPREPLY < <(compgen -f -- \"$word\"); fi\n"
         "}\n"
         "complete -o filenames -F _waarmerk waarmerk\n";
}

std::string zsh_script(const std::vector<Command>& commands) {
  return "#compdef waarmerk\n"
         "# zsh completion of waarmerk; load it with: source <(waarmerk completion zsh)\n"
         "_waarmerk() {\n"
         "  local words_before=(\"${words[@]}\") word=${words[CURRENT]}\n"
         "  local offers=\"\"\n"
         "  if ((CURRENT == 2)); then\n"
         "    offers=\"" +
         join(nouns_of(commands)) +
         "\"\n"
         "  elif [[ $word == -* ]]; then\n"
         "    case \"${words_before[2]} ${words_before[3]}\" in\n" +
         option_cases(commands) +
         "    esac\n"
         "  elif ((CURRENT == 3)); then\n"
         "    case ${words_before[2]} in\n" +
         cases(commands) +
         "    esac\n"
         "  fi\n"
         "  if [[ -n $offers ]]; then compadd -- ${=offers}; else _files; fi\n"
         "}\n"
         "compdef _waarmerk waarmerk\n";
}

/// Text inside single quotes of fish.
std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

std::string fish_rows(const Command& command) {
  const std::string noun(command.noun());
  std::string text;
  const auto begin = "complete -c waarmerk -n ";
  auto seen = "'__fish_seen_subcommand_from " + noun + "'";
  if (!command.verb().empty()) {
    const std::string verb(command.verb());
    text += begin + ("'__fish_seen_subcommand_from " + noun +
                     "; and test (count (commandline -opc)) -eq 2'");
    text += " -f -a " + verb + " -d " + quoted(command.summary) + "\n";
    seen =
        "'__fish_seen_subcommand_from " + noun + "; and __fish_seen_subcommand_from " + verb + "'";
  }
  for (const auto& option : command.shape.options) {
    const bool is_long = option.name.starts_with("--");
    text += begin + seen + (is_long ? " -l " : " -s ");
    text += std::string(option.name.substr(is_long ? 2 : 1));
    if (!option.value.empty()) text += " -r";
    text += " -d " + quoted(option.meaning) + "\n";
  }
  return text;
}

std::string fish_script(const std::vector<Command>& commands) {
  std::string text =
      "# fish completion of waarmerk; load it with: waarmerk completion fish | source\n";
  text +=
      "complete -c waarmerk -n __fish_use_subcommand -f -a \"" + join(nouns_of(commands)) + "\"\n";
  for (const auto& command : commands) text += fish_rows(command);
  return text;
}

Result<Exit> run_completion(const Args& args, Workspace& /*workspace*/, Output& output) {
  const auto script = completion_script(all_commands(), args.get("SHELL"));
  if (!script) return fail(bad_usage, "It knows the shells bash, zsh and fish.");
  output.raw(*script);
  return Exit::done;
}

}  // namespace

std::optional<std::string> completion_script(const std::vector<Command>& commands,
                                             std::string_view shell) {
  if (shell == "bash") return bash_script(commands);
  if (shell == "zsh") return zsh_script(commands);
  if (shell == "fish") return fish_script(commands);
  return std::nullopt;
}

Command completion_command() {
  return {.name = "completion",
          .summary = "Print a script that completes commands in your shell.",
          .examples = {{"completion bash > /etc/bash_completion.d/waarmerk", ""},
                       {"completion zsh > \"${fpath[1]}/_waarmerk\"", ""},
                       {"completion fish > ~/.config/fish/completions/waarmerk.fish", ""}},
          .shape = {.operands = {{.name = "SHELL", .meaning = "bash, zsh or fish"}},
                    .options = with_shared({})},
          .run = run_completion};
}

}  // namespace waarmerk::cli
