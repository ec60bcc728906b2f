// Following witnesses: the newest proof of each witness that counts, for each feed that is held,
// from whatever peer has it, over links first and by HTTP where they do not bring it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "node/actions/ports.hpp"
#include "node/actions/witness_policy.hpp"
#include "node/task/task.hpp"
#include "node/witness/proof.hpp"

namespace waarmerk::node::actions {

/// Feeds that are asked about in one round, and peers that are asked about one of them.
inline constexpr std::size_t proofs_per_round_max = 128;
inline constexpr std::size_t peers_per_question_max = 4;

/// How long links have to bring a proof before peers are asked for it by HTTP.
inline constexpr std::int64_t link_patience_ms = 10 * second_ms;

/// On the node's strand. What it is given outlives it.
class WitnessFollower {
 public:
  /// Asks links what the newest snapshot of a witness says of feeds, 64 at the most.
  using AskLinks = std::function<void(const did::Did& witness, std::vector<feed::FeedId> feeds)>;

  /// `peers` gives the addresses of the peers.
  WitnessFollower(Ports& ports, WitnessPolicy policy,
                  std::function<std::vector<std::string>()> peers);

  void ask_links_by(AskLinks ask) { ask_links_ = std::move(ask); }

  /// Asks once around. What is kept was verified; a witness that contradicts itself is noted as
  /// broken, with both proofs. Fails as the store does; a peer that does not answer is no failure.
  Task<Result<void>> round();

  /// The newest snapshot of a witness, which came over a link and holds: what it says of our feeds
  /// is asked for there. Of one that does not count nothing is kept. Fails as the store does.
  Result<void> hear(const witness::Snapshot& snapshot);
  /// What came over a link, kept likewise.
  Result<void> hear(const witness::Proof& proof);

 private:
  // Of a feed, over links.
  struct Question {
    UnixTime about;  // the snapshot
    UnixTime asked;
  };
  struct Known {
    did::Did witness;
    bool is_broken = false;
    std::optional<UnixTime> newest = {};  // of its snapshots
    bool came_by_link = false;            // that one
    std::map<feed::FeedId, witness::Proof> proofs = {};
    std::map<feed::FeedId, Question> asked = {};

    bool lacks(const feed::FeedId& feed) const;
  };

  Result<void> load();
  bool may_have_news(const Known& known) const;
  Task<void> look_for(std::size_t which, std::vector<std::string> peers);
  void ask_links();
  void ask_links(Known& known, const std::vector<feed::FeedId>& feeds);
  bool awaits_link(const Known& known, const feed::FeedId& feed) const;
  std::vector<feed::FeedId> wanted() const;
  bool is_missing(const feed::FeedId& feed) const;
  Task<Result<void>> ask(feed::FeedId feed, std::vector<std::string> peers);
  Result<void> keep(const feed::FeedId& feed, const witness::Proof& proof);
  Task<std::optional<Bytes>> get(std::string peer, std::string path);

  Ports& ports_;
  WitnessPolicy policy_;
  std::function<std::vector<std::string>()> peers_;
  AskLinks ask_links_;
  std::vector<Known> known_;                // as long as the policy's list, once it was loaded
  std::map<feed::FeedId, UnixTime> asked_;  // by HTTP
  std::size_t turn_ = 0;                    // whom to ask first
};

}  // namespace waarmerk::node::actions
