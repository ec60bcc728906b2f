// Notary: signs and judges for a whole simulated network, with short keyed hashes instead of real
// signatures, or with real ones where there are few nodes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "crypto/base/sip_hash.hpp"
#include "crypto/keys/signer.hpp"
#include "node/feed/chain.hpp"
#include "node/mesh/shelf.hpp"
#include "node/recon/item.hpp"

namespace waarmerk::sim {

namespace feed = node::feed;
namespace gossip = node::gossip;
namespace mesh = node::mesh;
namespace recon = node::recon;

/// What updates are made of: an experimental type, whose payload may be anything.
inline constexpr auto update_type = static_cast<feed::EntryType>(64);
/// Of its payload, which are drawn: they are read as the status list of the feed.
inline constexpr std::size_t list_bytes = 8;

enum class Signatures : std::uint8_t { fake, real };

/// A fake signature is a SipHash of what is signed, with a key that only the notary has. That
/// nobody forges one is by agreement; that one was changed is seen.
class Notary final : public mesh::Judge {
 public:
  Notary(std::uint64_t seed, std::size_t authors, Signatures signatures);

  std::size_t authors() const { return feeds_.size(); }
  const feed::FeedId& feed(std::size_t author) const { return feeds_[author]; }
  /// The author whose feed it is, or authors() where there is none.
  std::size_t author_of(const feed::FeedId& feed) const;

  /// The entry that follows what the reader holds.
  feed::Entry write(std::size_t author, const feed::FeedReader& held, feed::Draft draft,
                    UnixTime now) const;
  /// The entry that begins the next epoch, behind the branch that ends with this hash.
  feed::Entry begin_epoch(std::size_t author, const feed::FeedReader& held, const Sha256& branch,
                          UnixTime now) const;
  /// What signs for the author's node.
  const keys::Signer& signer_of(std::size_t author) const {
    return *signers_[signatures_ == Signatures::real ? author : 0];
  }
  /// The DID of the author's feed names a new key: from `at` on the one of this epoch, which others
  /// have too, counts no more.
  void retire(std::size_t author, std::uint32_t epoch, UnixTime at) {
    retired_.try_emplace({author, epoch}, at);
  }
  /// Signs what was changed after it was written.
  void sign(std::size_t author, feed::Header& header) const;
  gossip::PeerRecord record(std::size_t author, UnixTime now) const;
  static std::string endpoint(std::size_t node);

  Result<void> check(const feed::Header& header) const override;
  Result<void> check(const gossip::PeerRecord& record) const override;
  Result<void> check(const feed::Header&, ByteView) const override { return {}; }
  /// Real ones. What was found good once is not looked at again, but for its time.
  Result<void> check(const node::witness::Snapshot& snapshot, UnixTime now) const override;
  using mesh::Judge::check;

 private:
  class FakeSigner;

  std::unique_ptr<keys::Signer> make_signer(std::uint64_t seed, std::size_t author) const;
  std::uint64_t mac(ByteView message) const;

  mutable std::map<ByteArray<64>, node::witness::SnapshotBody> good_snapshots_;  // by signature
  Signatures signatures_;
  SipKey key_{};
  std::vector<feed::FeedId> feeds_;
  std::map<feed::FeedId, std::size_t> authors_;
  std::map<std::pair<std::size_t, std::uint32_t>, UnixTime> retired_;  // keys of epochs
  std::vector<std::unique_ptr<keys::Signer>> signers_;  // one for all where they are fake
};

}  // namespace waarmerk::sim
