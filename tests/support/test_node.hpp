// TestNode: one organisation's node without a network, with everything it acts on in memory.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "crypto/keys/signer.hpp"
#include "node/actions/node_evidence.hpp"
#include "node/actions/own_document.hpp"
#include "node/actions/ports.hpp"
#include "tests/support/canned_fetcher.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/memory_records.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::tests {

enum class NodeMethod { web, webvh };

struct TestNode {
  /// A node of `https://<host>`, current and ready to issue; of `http://<host>` where that has a
  /// port.
  explicit TestNode(const std::string& host, std::uint64_t seed = 1,
                    NodeMethod method = NodeMethod::web);

  /// A did:webvh takes a new issuing key into its history and publishes that; the node itself goes
  /// on with the old one, as one does that was not started again.
  void tell_new_key(std::optional<UnixTime> compromised_since = {});

  /// A did:webvh goes to `https://<place>`, and the node starts anew there.
  void move_to(const std::string& place);

  /// The node starts anew, with what the store says of it by now.
  void start_anew();

  /// The JSON of a good definition, kept and published; answers its id.
  std::string define(const std::string& name);
  /// Awards to a did:key; answers the secured credential.
  json::Document award(const std::string& achievement_id);

  /// Puts the next line on the history of a did:webvh.
  void add_line(const node::actions::OwnDocument& wanted);

  FixedClock clock;
  SeededRandom random;
  MemoryRecords memory;
  CannedFetcher fetcher;
  std::unique_ptr<keys::Signer> issuing;
  std::unique_ptr<keys::Signer> feed_signer;
  node::actions::Identity self;
  node::actions::Publisher publisher;
  node::actions::Ports ports;
  node::actions::NodeEvidence evidence;
};

inline constexpr const char* someone = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";

/// The `id` of a document.
std::string id_of(const json::Document& document);

}  // namespace waarmerk::tests
