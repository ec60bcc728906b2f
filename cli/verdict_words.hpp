// A verdict in the reader's own language, for a terminal.
#pragma once

#include <string>

#include "cli/args.hpp"
#include "crypto/base/result.hpp"
#include "node/credential/verdict.hpp"
#include "node/words/language.hpp"

namespace waarmerk::cli {

/// `--lang nl`.
Option language_option();
/// English where nothing is said. Fails with cli.usage for a language that there is not.
Result<node::words::Language> language_of(const Args& args);

/// `Echt`: the word for the outcome.
std::string say_word(const node::credential::Verdict& verdict, node::words::Language language);

/// Who gave the badge and what decided, in one line of the language's own sentences.
/// Text of others is tamed, and in a language that is written from right to left it is isolated,
/// so that it does not turn around what stands beside it.
std::string say_verdict(const node::credential::Verdict& verdict, node::words::Language language);
std::string say_check(const node::credential::Check& check, node::words::Language language);
/// That whom somebody trusts was not asked about the issuer.
std::string say_not_looked_up(const node::credential::Verdict& verdict,
                              node::words::Language language);

}  // namespace waarmerk::cli
