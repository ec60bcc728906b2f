#include "node/records/status_log.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <vector>

#include "crypto/base/big_endian.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

constexpr std::uint64_t page_bits = std::uint64_t{8} * status_page_bytes;
constexpr std::size_t head_bytes = 4 + 8 + 1;  // epoch, seq, form
/// In the form of single changes each is two bytes: the highest bit is the new value.
constexpr std::uint16_t value_bit = 0x8000;
constexpr std::uint8_t single_form = 0;
/// In the form of whole pages: all that was set, and then all that was cleared.
constexpr std::uint8_t page_form = 1;
constexpr std::size_t single_changes_max = status_page_bytes;

std::uint8_t byte_of(ByteView list, std::size_t at) {
  return at < list.size() ? list[at] : std::uint8_t{0};
}

/// The bits of one page that changed, each with its new value, in their order.
std::vector<std::uint16_t> changes_in(ByteView before, ByteView now, std::size_t page) {
  std::vector<std::uint16_t> changes;
  for (std::size_t byte = 0; byte < status_page_bytes; ++byte) {
    const auto old_byte = byte_of(before, page * status_page_bytes + byte);
    const auto new_byte = byte_of(now, page * status_page_bytes + byte);
    for (unsigned bit = 0; old_byte != new_byte && bit < 8; ++bit) {
      const auto mask = static_cast<std::uint8_t>(0x80U >> bit);
      if ((old_byte & mask) == (new_byte & mask)) continue;
      const auto offset = static_cast<std::uint16_t>(byte * 8 + bit);
      changes.push_back((new_byte & mask) != 0 ? offset | value_bit : offset);
    }
  }
  return changes;
}

void append_pages(Bytes& row, const std::vector<std::uint16_t>& changes) {
  Bytes pages(2 * status_page_bytes);
  for (const auto change : changes) {
    const auto offset = static_cast<std::size_t>(change & ~value_bit);
    const std::size_t start = (change & value_bit) != 0 ? 0 : status_page_bytes;
    pages[start + offset / 8] |= static_cast<std::uint8_t>(0x80U >> (offset % 8));
  }
  append(row, pages);
}

Bytes write_changes(const std::vector<std::uint16_t>& changes, const StatusMoment& moment) {
  Bytes row;
  append_big_endian(row, moment.place ? moment.place->epoch : std::uint32_t{0});
  append_big_endian(row, moment.place ? moment.place->seq : std::uint64_t{0});
  const bool are_many = changes.size() > single_changes_max;
  row.push_back(are_many ? page_form : single_form);
  if (are_many) append_pages(row, changes);
  if (!are_many)
    for (const auto change : changes) append_big_endian(row, change);
  return row;
}

bool bit_at(ByteView page, std::size_t offset) {
  return (page[offset / 8] & (0x80U >> (offset % 8))) != 0;
}

/// What the row says of a bit; nothing where it did not change it. A row of another form is damage.
Result<std::optional<bool>> read_change(ByteView row, std::size_t offset) {
  if (row.size() < head_bytes) return fail(bad_row, "A short row of changes.");
  const auto form = row[head_bytes - 1];
  const auto body = row.subspan(head_bytes);
  if (form == page_form && body.size() == 2 * status_page_bytes) {
    if (bit_at(body.first(status_page_bytes), offset)) return true;
    if (bit_at(body.subspan(status_page_bytes), offset)) return false;
    return std::nullopt;
  }
  if (form != single_form || body.size() % 2 != 0) return fail(bad_row, "No row of changes.");
  for (std::size_t at = 0; at < body.size(); at += 2) {
    const auto change = static_cast<std::uint16_t>(body[at] << 8 | body[at + 1]);
    if (static_cast<std::size_t>(change & ~value_bit) == offset) return (change & value_bit) != 0;
  }
  return std::nullopt;
}

Key change_key(const ListName& name, std::uint64_t page, std::uint64_t at) {
  return list_key(name).u32(static_cast<std::uint32_t>(page)).u64(at);
}

/// One bit of an entry, the highest is 0, got a value.
struct BitChange {
  std::uint64_t at = 0;
  unsigned bit = 0;
  bool value = false;
};

Result<void> add_changes(const storage::View& view, const ListName& name, const BitRange& range,
                         unsigned bit, UnixTime until, std::vector<BitChange>& changes) {
  const std::uint64_t place = range.index * range.size + bit;
  const auto page = place / page_bits;
  const auto first = change_key(name, page, 0).owned();
  const auto end = change_key(name, page, static_cast<std::uint64_t>(until.ms) + 1).owned();
  Result<void> read;
  TRY_OK(view.scan(family::listlog, {first, end}, [&](ByteView key, ByteView row) {
    const auto change = read_change(row, static_cast<std::size_t>(place % page_bits));
    if (!change) read = std::unexpected(change.error());
    if (change && *change) changes.push_back({u64_at(key, key.size() - 8), bit, **change});
    return change.has_value();
  }));
  return read;
}

}  // namespace

Result<std::optional<StatusSpan>> find_status_span(const storage::View& view,
                                                   const ListName& name) {
  TRY(row, view.get(family::listlog, list_key(name)));
  if (!row) return std::nullopt;
  if (row->size() != 16) return fail(bad_row, "No times of a list.");
  return StatusSpan{UnixTime{static_cast<std::int64_t>(u64_at(*row, 0))},
                    UnixTime{static_cast<std::int64_t>(u64_at(*row, 8))}};
}

void save_status_span(storage::Batch& batch, const ListName& name, const StatusSpan& span) {
  batch.put(family::listlog, list_key(name),
            Key()
                .u64(static_cast<std::uint64_t>(span.start.ms))
                .u64(static_cast<std::uint64_t>(span.last.ms)));
}

void save_status_changes(storage::Batch& batch, const ListName& name, ByteView before, ByteView now,
                         const StatusMoment& moment) {
  const auto longest = std::max(before.size(), now.size());
  for (std::size_t page = 0; page * status_page_bytes < longest; ++page) {
    const auto changes = changes_in(before, now, page);
    if (changes.empty()) continue;
    batch.put(family::listlog, change_key(name, page, static_cast<std::uint64_t>(moment.at.ms)),
              write_changes(changes, moment));
  }
}

Result<StatusThen> find_status_then(const storage::View& view, const ListName& name,
                                    const BitRange& range, UnixTime since, UnixTime at) {
  std::vector<BitChange> changes;
  for (unsigned bit = 0; bit < range.size; ++bit) {
    TRY_OK(add_changes(view, name, range, bit, at, changes));
  }
  std::ranges::sort(changes, {}, &BitChange::at);
  StatusThen then;
  for (auto one = changes.begin(); one != changes.end(); ++one) {
    const auto mask = std::uint64_t{1} << (range.size - 1 - one->bit);
    then.value = one->value ? then.value | mask : then.value & ~mask;
    // What changed at one time changed together.
    const auto next = std::next(one);
    const bool stood = next == changes.end() ||
                       (next->at != one->at && next->at > static_cast<std::uint64_t>(since.ms));
    then.was_ever_one = then.was_ever_one || (stood && then.value == 1);
  }
  return then;
}

Result<std::optional<UnixTime>> find_first_set(const storage::View& view, const ListName& name,
                                               std::uint64_t index, UnixTime since) {
  std::vector<BitChange> changes;
  TRY_OK(add_changes(view, name, {index, 1}, 0, UnixTime{INT64_MAX}, changes));
  for (auto one = changes.begin(); one != changes.end(); ++one) {
    const auto next = std::next(one);
    const bool stood = next == changes.end() || next->at > static_cast<std::uint64_t>(since.ms);
    if (one->value && stood) return UnixTime{static_cast<std::int64_t>(one->at)};
  }
  return std::nullopt;
}

}  // namespace waarmerk::node::records
