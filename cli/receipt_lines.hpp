// What `badge verify` says of a receipt of an earlier check (spec/receipt.md).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "cli/badge_check.hpp"
#include "cli/workspace.hpp"
#include "crypto/json/writer.hpp"
#include "node/credential/receipt.hpp"

namespace waarmerk::cli {

/// Nothing for a file that says of itself nothing of the kind, or not what a receipt says.
std::optional<node::credential::Receipt> find_receipt(std::string_view file);

/// In one sentence.
std::string say_receipt(const node::credential::Receipt& receipt);

/// Which of the files the receipt is about, in one sentence. Files that cannot be read again, such
/// as standard input, are passed by.
std::string say_meant(const CheckedFile& receipt, std::span<const std::string> files,
                      const Workspace& workspace);

/// The member `receipt`, into an object that is open.
void write_receipt(json::Writer& writer, const node::credential::Receipt& receipt);

}  // namespace waarmerk::cli
