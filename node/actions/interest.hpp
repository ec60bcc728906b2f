// Interest: which feeds this node follows, and why (network.md 4, "Interest").
//
// A big node follows every feed it hears of. A small one names those it wants, or follows whose
// badges it is shown.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "did/did.hpp"
#include "node/actions/background.hpp"
#include "node/actions/evidence.hpp"
#include "node/actions/ports.hpp"
#include "node/gossip/messages.hpp"

namespace waarmerk::node::actions {

/// The word beside DIDs in `peers.follow`: whose badges were looked at in the last 400 days.
inline constexpr std::string_view follow_seen = "seen";
inline constexpr std::size_t named_max = 1024;
inline constexpr std::size_t interests_max = 2048;
/// Who shows badges of many issuers in a day must not push out those that were there.
inline constexpr std::size_t new_interests_a_day = 64;
inline constexpr std::int64_t interest_ms = 400 * day_ms;

/// One per node, on its strand. All outlive it.
class Interest {
 public:
  using Changed = std::function<void(gossip::Subscription)>;

  /// `follow` as in the configuration: DIDs and `seen`; where it is empty every feed is followed.
  /// Fails with did.malformed, records.damaged or as the store does.
  static Result<Interest> load(Ports& ports, Background& background,
                               const std::vector<std::string>& follow);

  /// Called where other feeds are followed than before.
  void on_change(Changed changed) { changed_ = std::move(changed); }
  /// Our own feed is always in it, and those of whose lists we go on with.
  gossip::Subscription subscription() const;

  /// Those that are named, looked at or gone on with, also where every feed is followed.
  std::set<feed::FeedId> feeds() const;

  /// A badge of theirs is looked at. It is on the disk some time later.
  void asked_about(const did::Did& issuer);
  /// Forgets whom nobody looked at for so long; to be called now and again.
  void review();

 private:
  Interest(Ports& ports, Background& background) : ports_(ports), background_(background) {}

  Result<void> read_wards();
  bool is_room_today(UnixTime day);
  void let_go_of_oldest(storage::Batch& rows);
  void keep(storage::Batch rows);
  void tell();

  Ports& ports_;
  Background& background_;
  bool is_all_ = true;
  bool is_seen_ = false;
  std::set<did::Did> named_;
  std::set<did::Did> wards_;
  std::map<did::Did, UnixTime> seen_;
  std::set<feed::FeedId> told_;
  UnixTime counted_day_{0};
  std::size_t new_today_ = 0;
  Changed changed_;
};

/// Evidence, and it is noted about whom it is asked.
class InterestedEvidence final : public Evidence {
 public:
  /// Both outlive it.
  InterestedEvidence(Evidence& evidence, Interest& interest)
      : evidence_(evidence), interest_(interest) {}

  Task<Answer<DidEvidence>> find_did(did::Did did) override;
  Task<Answer<ListEvidence>> find_status_list(credential::NeedStatusList need) override;
  Task<Answer<DocumentEvidence>> find_document(credential::NeedDocument need) override;

 private:
  Evidence& evidence_;
  Interest& interest_;
};

}  // namespace waarmerk::node::actions
