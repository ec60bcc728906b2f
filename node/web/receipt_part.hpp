// The parts of the page about receipts: one that was brought, and one to take along.
#pragma once

#include <optional>
#include <string>

#include "crypto/base/result.hpp"
#include "node/credential/receipt.hpp"
#include "node/credential/verdict.hpp"
#include "node/words/language.hpp"

namespace waarmerk::node::web {

/// A receipt that somebody brought.
struct ReceiptRead {
  Result<credential::Receipt> receipt;  ///< what it says, proved or not
  std::optional<bool> is_same = {};     ///< whether the file that came along is the one; if one did
};

/// What it says, in place of the verdict on a badge. `verdict` is that on the receipt itself.
std::string receipt_part(const ReceiptRead& read, const credential::Verdict& verdict,
                         const words::Languages& language);

/// A link that saves the receipt and asks nobody for it: it is in the link. Empty without one.
std::string receipt_link(const std::string& receipt, const words::Languages& language);

}  // namespace waarmerk::node::web
