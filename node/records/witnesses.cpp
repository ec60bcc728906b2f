#include "node/records/witnesses.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "crypto/base/sha2.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

constexpr std::size_t body_bytes = 8 + 8 + 32 + 32;
constexpr std::size_t leaf_key_bytes = 32 + 32;
constexpr std::string_view broken = "broken";

Key witness_key(const did::Did& witness) {
  return Key().bytes(sha256(bytes_of(witness.text())).value);
}

Key proof_key(const feed::FeedId& feed, const did::Did& witness) {
  return Key().bytes(feed.value).bytes(witness_key(witness));
}

Sha256 hash_at(ByteView row, std::size_t at) {
  Sha256 hash{};
  std::copy_n(row.begin() + static_cast<std::ptrdiff_t>(at), hash.value.size(), hash.value.begin());
  return hash;
}

Result<witness::SnapshotBody> read_body(const did::Did& self, ByteView row) {
  if (row.size() != body_bytes) return fail(bad_row, "A snapshot has another length.");
  return witness::SnapshotBody{.witness = self,
                               .at = {static_cast<std::int64_t>(u64_at(row, 0))},
                               .size = u64_at(row, 8),
                               .root = hash_at(row, 16),
                               .previous = hash_at(row, 48)};
}

Result<void> read_row(const did::Did& self, ByteView key, ByteView value,
                      witness::WitnessState& state) {
  if (key.size() != leaf_key_bytes) {
    TRY(body, read_body(self, value));
    state.last = std::move(body);
    return {};
  }
  TRY(leaf, witness::decode_leaf(value));
  state.leaves.insert_or_assign(leaf.head.feed, leaf);
  return {};
}

}  // namespace

Result<witness::WitnessState> load_witness(const storage::View& view, const did::Did& self) {
  witness::WitnessState state;
  Result<void> read;
  TRY_OK(view.scan(family::witnessed, storage::prefix_range(witness_key(self)),
                   [&](ByteView key, ByteView value) {
                     read = read_row(self, key, value, state);
                     return read.has_value();
                   }));
  if (!read) return damaged(read.error());
  return state;
}

void save_snapshot_draft(storage::Batch& batch, const witness::SnapshotDraft& draft) {
  const auto& body = draft.body;
  const auto self = witness_key(body.witness);
  for (const auto& leaf : draft.changed) {
    batch.put(family::witnessed, Key().bytes(self).bytes(leaf.head.feed.value),
              witness::encode_leaf(leaf));
  }
  batch.put(family::witnessed, self,
            Key()
                .u64(static_cast<std::uint64_t>(body.at.ms))
                .u64(body.size)
                .bytes(body.root.value)
                .bytes(body.previous.value));
}

Result<std::optional<Bytes>> find_snapshot(const storage::View& view, const did::Did& witness) {
  return view.get(family::wit, witness_key(witness));
}

void save_snapshot(storage::Batch& batch, const did::Did& witness, ByteView frame) {
  batch.put(family::wit, witness_key(witness), frame);
}

Result<std::optional<Bytes>> find_proof(const storage::View& view, const feed::FeedId& feed,
                                        const did::Did& witness) {
  return view.get(family::wleaf, proof_key(feed, witness));
}

void save_proof(storage::Batch& batch, const feed::FeedId& feed, const did::Did& witness,
                ByteView frame) {
  batch.put(family::wleaf, proof_key(feed, witness), frame);
}

Result<std::vector<Bytes>> list_proofs(const storage::View& view, const feed::FeedId& feed,
                                       std::size_t count_max) {
  std::vector<Bytes> frames;
  if (count_max == 0) return frames;
  TRY_OK(view.scan(family::wleaf, storage::prefix_range(feed.value), [&](ByteView, ByteView value) {
    frames.push_back(to_bytes(value));
    return frames.size() < count_max;
  }));
  return frames;
}

Result<bool> is_broken_witness(const storage::View& view, const did::Did& witness) {
  TRY(row, view.get(family::wit, witness_key(witness).text(broken)));
  return row.has_value();
}

void save_broken_witness(storage::Batch& batch, const did::Did& witness, ByteView one,
                         ByteView other) {
  batch.put(family::wit, witness_key(witness).text(broken),
            Key().u32(static_cast<std::uint32_t>(one.size())).bytes(one).bytes(other));
}

}  // namespace waarmerk::node::records
