// Finding a node by the name of its organisation: a domain, or a DID (spec/wire/gossip.md 7).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "did/request.hpp"
#include "node/fetch/fetcher.hpp"
#include "node/fetch/txt_records.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

inline constexpr ErrorCode no_node{"peer.no_node", ErrorKind::missing};

/// What told where the node is.
enum class FoundBy { did_webvh, did_web, well_known, dns };

/// `did:webvh`, `did:web`, `bot.json`, `dns`.
std::string_view print_found_by(FoundBy by);

struct FoundNode {
  std::string url;  ///< the address of a peer
  FoundBy by = FoundBy::did_web;
};

/// All outlive the search.
struct Finders {
  fetch::Fetcher& fetcher;
  fetch::TxtRecords* names = nullptr;  ///< none: DNS is not asked
  did::ResolutionOptions resolution = {};
};

/// By a DID of the web: where its document says that its node is. By a domain (with a port, where
/// it has one): the document of the did:webvh and then of the did:web that stand there, then its
/// `/.well-known/bot.json`, then TXT of `_bot` before it. The first that names an address which may
/// be asked. Fails with peer.no_node, which tells what each said.
Task<Result<FoundNode>> find_node(std::string place, Finders finders);

/// The address in a TXT record `v=bot1; uri=https://…/bot/1`; nothing where it is none.
std::optional<std::string> read_bot_record(std::string_view text);

}  // namespace waarmerk::node::actions
