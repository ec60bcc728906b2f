// The checkup of a node that runs: its feed, its peers, its lists, and its DID document.
#include <fmt/format.h>

#include <utility>

#include "cli/checkup.hpp"
#include "did/did.hpp"
#include "node/actions/resolve_did.hpp"
#include "node/credential/securing.hpp"
#include "node/credential/status_credential.hpp"
#include "node/feed/limits.hpp"
#include "node/fetch/fetcher.hpp"

namespace waarmerk::cli {
namespace {

namespace credential = node::credential;

constexpr int lists_max = 1000;
constexpr std::int64_t peer_silence_ms = day_ms;

Observation unreachable(const Error& error) {
  return {"node", Health::bad, error.detail, "waarmerk node start, and look at its log."};
}

Observation examine_readiness(NodeClient& node) {
  const auto ready = node.is_well("/readyz");
  if (!ready) return unreachable(ready.error());
  if (*ready) return {"node", Health::good, "The node answers at " + node.url() + "."};
  return {"node", Health::note, "The node answers, and is not yet safe to publish.",
          "It asks its peers how far its own feed went; see: waarmerk peer list"};
}

Observation examine_feed(json::Value self, UnixTime now) {
  const auto last = parse_time(text_at(self, "lastEntry"));
  if (!last) {
    return {"feed", Health::note, "Nothing was published yet.",
            "It follows within minutes of a start; if not, look at the log."};
  }
  const auto sentence = "The newest entry of the feed is of " + print_time(*last) + ".";
  if (*last > now + node::feed::clock_skew_ms) {
    return {"feed", Health::bad, sentence, "It is ahead of this clock: set the clock right."};
  }
  if (now - *last > node::feed::heartbeat_interval_ms) {
    return {"feed", Health::bad, sentence,
            "A heartbeat is late, and others will hold what we say for old: look at the log."};
  }
  return {"feed", Health::good, sentence};
}

Observation examine_peer(json::Value peer, UnixTime now) {
  const auto url = text_at(peer, "url");
  const auto heard = parse_time(text_at(peer, "lastHeard"));
  const auto failure = text_at(peer, "lastFailure");
  const auto why = failure.empty() ? "" : " (" + failure + ")";
  const auto advice = "See that " + url + " answers, or: waarmerk peer remove " + url;
  if (!heard) return {"peer", Health::note, url + " was not heard yet" + why + ".", advice};
  const auto sentence = url + " was last heard at " + print_time(*heard);
  if (now - *heard > peer_silence_ms) return {"peer", Health::bad, sentence + why + ".", advice};
  return {"peer", Health::good, sentence + "."};
}

void examine_peers(NodeClient& node, UnixTime now, Observations& found) {
  const auto answer = node.get("/v1/peers");
  const auto peers = answer ? answer->root().find("peers") : std::nullopt;
  if (!peers) {
    found.push_back({"peer", Health::note,
                     answer ? "The peers are not told." : answer.error().detail,
                     "It takes a token with the scope read."});
    return;
  }
  if (peers->size() == 0) {
    found.push_back({"peer", Health::note, "There are no peers.",
                     "Without peers nobody knows your badges when this node is gone: waarmerk peer "
                     "add URL"});
  }
  for (const auto peer : peers->elements()) found.push_back(examine_peer(peer, now));
}

Observation judge_list(int number, std::string_view text, UnixTime now) {
  const auto opened = credential::open(text);
  const auto list = opened ? credential::read_status_credential(opened->document)
                           : Result<credential::StatusCredential>(std::unexpected(opened.error()));
  const auto advice = "Look at the log for upkeep_failed.";
  if (!list) return {"list", Health::bad, fmt::format("Status list {} is broken.", number), advice};
  const auto until = list->valid_until;
  if (!until)
    return {"list", Health::note, fmt::format("Status list {} has no end.", number), advice};
  const auto sentence = fmt::format("Status list {} is good until {}.", number, print_time(*until));
  if (*until < now) return {"list", Health::bad, sentence, advice};
  return {"list", Health::good, sentence};
}

void examine_lists(NodeClient& node, UnixTime now, Observations& found) {
  for (int number = 1; number <= lists_max; ++number) {
    const auto list = node.get_text(fmt::format("/status/{}", number));
    if (!list || list->empty()) return;  // there is none of this number, so there are no more
    found.push_back(judge_list(number, *list, now));
  }
}

Observation examine_did(json::Value self, NodeClient& node, Workspace& workspace) {
  const auto did = did::Did::parse(text_at(self, "did"));
  if (!did) return {"did", Health::bad, "The node does not tell its DID.", "Look at its log."};
  const auto& fetch = node.files().config.fetch;
  const auto network = workspace.network({Loopback::allowed, fetch.ca_file});
  if (!network) return {"did", Health::bad, network.error().detail, "See fetch.ca_file."};
  const auto document = workspace.run(node::actions::resolve_did(
      *did, {.plain_http_on_loopback = fetch.allow_plain_http_on_loopback, .now = workspace.now()},
      **network));
  if (document) return {"did", Health::good, did->text() + " can be resolved."};
  return {"did", Health::bad,
          did->text() + " cannot be resolved from here: " + document.error().detail,
          "Who has not met you by the feeds cannot check your badges: see that the web server of "
          "that address passes did.json on to this node."};
}

}  // namespace

Observations examine_node(NodeClient& node, Workspace& workspace) {
  Observations found{examine_readiness(node)};
  if (found.front().health == Health::bad) return found;
  const auto self = node.get_open("/v1/node");
  if (!self) {
    found.push_back(unreachable(self.error()));
    return found;
  }
  const auto now = workspace.now();
  found.push_back(examine_feed(self->root(), now));
  found.push_back(examine_did(self->root(), node, workspace));
  examine_peers(node, now, found);
  examine_lists(node, now, found);
  return found;
}

}  // namespace waarmerk::cli
