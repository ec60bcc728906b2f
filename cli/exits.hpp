// Exit: what a command tells the shell, each reason with a number of its own (spec/cli.md).
#pragma once

#include <span>
#include <string_view>

#include "crypto/base/error.hpp"
#include "node/credential/verdict.hpp"

namespace waarmerk::cli {

/// Numbers are API and never change.
enum class Exit : int {
  done = 0,
  our_fault = 1,
  usage = 2,
  no_answer = 3,
  no_permission = 4,
  no_such_thing = 5,
  already_so = 6,
  limit_reached = 7,
  bad_input = 8,
  needs_care = 9,
  not_a_credential = 10,
  bad_signature = 11,
  revoked = 12,
  suspended = 13,
  out_of_date = 14,
  issuer_not_recognised = 15,
  status_unknown = 16,
  key_not_found = 17,
  wrong_issuer = 18,
  wrong_subject = 19,
  unsupported = 20,
  not_proved = 21,
  unreadable_file = 22,
  bad_presentation = 23,
  interrupted = 130,
};

struct ExitText {
  Exit exit;
  std::string_view name;     ///< as `help exit-codes` and the demo call it
  std::string_view meaning;  ///< one sentence
};

/// Every exit code, by number.
std::span<const ExitText> exits();

inline int number_of(Exit exit) { return static_cast<int>(exit); }

/// What a finding makes of a badge that is not accepted because of it; `done` for what does not
/// stand in the way of a badge.
Exit exit_of(node::credential::Finding finding);
/// Never `done` for a badge that is not accepted.
Exit exit_of(const node::credential::Verdict& verdict);
/// Never `done`. The code decides where a word of its own is known for it, and else its kind.
Exit exit_of(const Error& error);

/// The one that decides when several files were checked: what was proved false goes before what
/// could not be checked, in the order of exits_by_weight().
Exit worse(Exit one, Exit other);
/// From the worst to `done`.
std::span<const Exit> exits_by_weight();

}  // namespace waarmerk::cli
