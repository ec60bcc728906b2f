// Taking an offer: a wallet's part of OpenID4VCI, one request after the other.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/args.hpp"
#include "cli/output.hpp"
#include "cli/workspace.hpp"
#include "crypto/base/result.hpp"
#include "node/wallet/book.hpp"
#include "node/wallet/offer_reading.hpp"

namespace waarmerk::cli {

/// Where the issuer wants to hear what became of its badge; nowhere where `endpoint` is empty.
struct Notice {
  std::string endpoint = {};
  std::string token = {};
  std::string id = {};
};

struct TakenOffer {
  std::vector<std::string> badges = {};
  Notice notice = {};
  std::optional<node::wallet::Waiting> waiting = {};  ///< where there is no badge yet
  std::int64_t interval_s = 0;
};

/// The offer that a link holds, for this holder. The transaction code is asked at the terminal, or
/// read from `--tx-code-file`. Fails with wallet.*, cli.no_terminal, or as the network does.
Result<TakenOffer> take_offer(const node::wallet::OfferLink& link,
                              const node::wallet::Holder& holder, const Args& args,
                              Workspace& workspace, Output& output);

/// Asks once more for what was promised. Fails likewise.
Result<TakenOffer> ask_again(const node::wallet::Waiting& waiting, const Args& args,
                             Workspace& workspace);

/// `credential_accepted` or `credential_failure`. What the issuer answers changes nothing.
void notify_issuer(const Notice& notice, std::string_view event, const Args& args,
                   Workspace& workspace);

}  // namespace waarmerk::cli
