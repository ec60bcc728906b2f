// Desk: where a test types commands and sees what comes, without a process, a network or a wait.
#pragma once

#include <deque>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/error_codes.hpp"
#include "cli/program.hpp"
#include "crypto/jose/password_jwe.hpp"
#include "node/fetch/fetcher.hpp"
#include "tests/support/fixed_clock.hpp"

namespace waarmerk::tests {

/// What was written, and what will be typed.
class FakeConsole final : public cli::Console {
 public:
  void out(std::string_view text) override { written_out += text; }
  void err(std::string_view text) override { written_err += text; }
  bool is_out_terminal() const override { return is_terminal; }
  bool is_err_terminal() const override { return is_terminal; }
  Result<std::string> read_input(std::size_t bytes_max) override {
    if (input.size() > bytes_max) return fail(cli::unreadable_file, "too large");
    return input;
  }
  Result<SecretBytes> ask_secret(std::string_view question) override {
    written_err += question;
    if (secrets.empty()) return fail(cli::no_terminal, "There is no terminal.");
    const auto typed = secrets.front();
    secrets.pop_front();
    return SecretBytes(to_bytes(bytes_of(typed)));
  }

  Result<std::string> ask(std::string_view question) override {
    written_err += question;
    if (lines.empty()) return fail(cli::no_terminal, "There is no terminal.");
    auto typed = lines.front();
    lines.pop_front();
    return typed;
  }

  std::string written_out;
  std::string written_err;
  std::string input;
  std::deque<std::string> secrets;
  std::deque<std::string> lines;
  bool is_terminal = false;
};

/// Answers by `METHOD URL`; anything else does not answer.
class CannedNetwork final : public node::fetch::Fetcher {
 public:
  node::Task<Result<node::fetch::Fetched>> fetch(node::fetch::FetchRequest request) override {
    asked.push_back(request);
    const auto found = answers.find(request.method + " " + request.url);
    if (found == answers.end()) co_return fail(node::fetch::fetch_failed, "Nobody is there.");
    co_return found->second;
  }

  std::map<std::string, node::fetch::Fetched> answers;
  std::vector<node::fetch::FetchRequest> asked;
};

struct Typed {
  int exit = 0;
  std::string out;
  std::string err;
};

class Desk {
 public:
  explicit Desk(UnixTime now) : clock(now) {}

  Typed type(std::initializer_list<std::string> words) {
    return type(std::vector<std::string>(words));
  }
  Typed type(const std::vector<std::string>& words) {
    cli::Workspace workspace = make_workspace();
    console.written_out.clear();
    console.written_err.clear();
    const auto exit = cli::run_program(cli::all_commands(), words, workspace);
    return {cli::number_of(exit), console.written_out, console.written_err};
  }

  cli::Workspace make_workspace() {
    return cli::Workspace({.console = console,
                           .environment = {environment.begin(), environment.end()},
                           .clock = &clock,
                           .network = &network,
                           .vault_cost = storage::vault_cost_min,
                           .book_rounds = jose::rounds_min,
                           .launch = launch});
  }

  FixedClock clock;
  FakeConsole console;
  CannedNetwork network;
  std::map<std::string, std::string> environment;
  std::function<void(const cli::Launch&)> launch = [](const cli::Launch&) {};
};

}  // namespace waarmerk::tests
