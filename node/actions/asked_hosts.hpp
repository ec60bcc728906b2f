// AskedHosts: how often strangers make us ask a host. A DID names a host, and anybody can make up
// DIDs of somebody else's: who talks to us could have us knock there all day
// (spec/decisions/0047).
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "crypto/base/error.hpp"
#include "crypto/base/time.hpp"
#include "did/did.hpp"
#include "node/feed/feed_id.hpp"
#include "node/mesh/budget.hpp"

namespace waarmerk::node::actions {

/// Strangers made us ask it often enough for now.
inline constexpr ErrorCode host_asked_enough{"did.host_asked_enough", ErrorKind::exhausted};

/// The host that a DID names, or at which a history says to stand; empty where it names none.
std::string_view host_of(const did::Did& did);

/// Who made us ask: a number that those have alike who may all be one. 0 is nobody.
using Causer = std::uint64_t;
/// Whose node this is.
Causer causer_of(const feed::FeedId& node);
/// Who dials from an address; all who come by way of a proxy beside us are one.
Causer causer_at(std::string_view address);

struct AskedHostsLimits {
  std::int64_t of_host_burst = 64;  ///< times that the hosts of a registered name are asked …
  std::int64_t of_host_every_ms = 5 * second_ms;
  std::int64_t of_causer_burst = 256;  ///< … that somebody causes, …
  std::int64_t of_causer_every_ms = 2 * second_ms;
  std::int64_t of_both_burst = 16;  ///< … and that he causes there
  std::int64_t of_both_every_ms = 30 * second_ms;
  std::size_t counted_max = 8192;
  std::size_t under_way_max = 16;  ///< questions of those who greet us …
  std::size_t of_causer_max = 2;   ///< … and of one of them
};

/// On the node's strand.
class AskedHosts {
 public:
  explicit AskedHosts(AskedHostsLimits limits = {}) : limits_(limits) {}

  /// Whether the host of the DID may be asked now, which is counted. A DID that answers itself may
  /// always be.
  bool take(const did::Did& did, Causer causer, UnixTime now);
  std::size_t counted() const { return counts_.size(); }

  /// A question that is under way, until it goes.
  class Question {
   public:
    Question(AskedHosts& hosts, Causer causer) : hosts_(&hosts), causer_(causer) {}
    Question(Question&& from) noexcept
        : hosts_(std::exchange(from.hosts_, nullptr)), causer_(from.causer_) {}
    Question& operator=(Question&&) = delete;
    ~Question();

   private:
    AskedHosts* hosts_;
    Causer causer_;
  };
  /// As take(), where no more are under way than may be: a host may take long to answer, so that
  /// nobody else could ask.
  std::optional<Question> begin(const did::Did& did, Causer causer, UnixTime now);

 private:
  /// A host and a causer; 0 for any.
  using Name = std::pair<std::uint64_t, Causer>;
  mesh::Bucket fresh(const Name& name, UnixTime now) const;

  AskedHostsLimits limits_;
  std::map<Name, mesh::Bucket> counts_;
  std::multiset<Causer> under_way_;
  UnixTime swept_ = {};
};

}  // namespace waarmerk::node::actions
