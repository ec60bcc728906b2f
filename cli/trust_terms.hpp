// What a command takes that says for what, and how far, another organisation is to be believed.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "cli/args.hpp"
#include "crypto/base/result.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::cli {

/// `--skill`, `--achievement-type`, `--jurisdiction`, `--any`, `--introduce`, `--amount`,
/// `--depth`, `--quota` and `--basis`, and `more` behind them, with what talks to a node.
std::vector<Option> with_terms(std::initializer_list<Option> more);

/// Whether any of them was given.
bool has_terms(const Args& args);

/// Their members into the object that is open, as POST /v1/trust/bits takes them. Fails with
/// cli.usage.
Result<void> write_terms(json::Writer& body, const Args& args);

/// `--comment` and `--until`, where they were given. Fails as read_last_moment.
Result<void> write_words(json::Writer& body, const Args& args);

inline constexpr Option comment_option{"--comment", "TEXT", "why, for people to read"};
inline constexpr Option until_option{"--until", "T", "when it ends; in a year, if not given"};

}  // namespace waarmerk::cli
