#include "node/actions/instance.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>

#include "node/records/organisation.hpp"
#include "node/records/peers.hpp"
#include "storage/durable_file.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr std::size_t nonce_bytes = 16;

void append_number(Bytes& to, std::uint64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8) {
    to.push_back(static_cast<std::uint8_t>(number >> shift));
  }
}

/// What the file system alone decides: 8 bytes inode, 8 bytes seconds, 8 bytes nanoseconds. Where
/// it does not keep when a file was made, the inode must do.
std::optional<Bytes> identity_of(const std::filesystem::path& path) {
  struct statx status{};
  if (::statx(AT_FDCWD, path.c_str(), 0, STATX_INO | STATX_BTIME, &status) != 0) return {};
  const bool dated = (status.stx_mask & STATX_BTIME) != 0;
  Bytes identity;
  append_number(identity, status.stx_ino);
  append_number(identity, dated ? static_cast<std::uint64_t>(status.stx_btime.tv_sec) : 0);
  append_number(identity, dated ? status.stx_btime.tv_nsec : 0);
  return identity;
}

/// The nonce and then the identity; nothing where there is no sound file.
std::optional<Bytes> mark_of(const std::filesystem::path& path) {
  auto mark = storage::load_private_file(path, nonce_bytes);
  const auto identity = identity_of(path);
  if (!mark || !identity) return std::nullopt;
  append(*mark, *identity);
  return *std::move(mark);
}

}  // namespace

Result<feed::InstanceLock> read_instance(const records::DataFolder& folder,
                                         const storage::View& store, bool has_own_entries) {
  TRY(in_store, records::load_instance(store));
  return feed::InstanceLock{in_store, mark_of(folder.instance()), has_own_entries};
}

Result<std::size_t> count_to_ask(const storage::View& store) {
  TRY(peers, records::list_peers(store));
  TRY(met_others, records::has_met_others(store));
  return std::max<std::size_t>(peers.size(), met_others ? 1 : 0);
}

Result<void> mark_instance(const records::DataFolder& folder, storage::Store& store,
                           Random& random) {
  TRY_OK(storage::save_private_file(folder.instance(), draw<nonce_bytes>(random)));
  const auto mark = mark_of(folder.instance());
  if (!mark) return fail(storage::file_failed, "The mark of this start cannot be read back.");
  storage::Batch row;
  records::save_instance(row, *mark);
  return store.write(row, storage::Durability::durable);
}

}  // namespace waarmerk::node::actions
