#include "node/records/status_bits.hpp"

#include <algorithm>
#include <utility>

#include "crypto/encoding/hex.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

constexpr std::uint64_t page_bits = std::uint64_t{8} * status_page_bytes;

Key page_key(const ListName& name, std::uint64_t page) {
  return list_key(name).u32(static_cast<std::uint32_t>(page));
}

Result<std::optional<Sha256>> read_sha256(const json::Reader& row) {
  TRY(text, row.find_string("sha256"));
  if (!text) return std::nullopt;
  TRY(bytes, encoding::decode_hex(*text));
  Sha256 digest{};
  if (bytes.size() != digest.value.size()) return row.fail_here(bad_row, "A digest has 32 bytes.");
  std::ranges::copy(bytes, digest.value.begin());
  return digest;
}

Result<unsigned> read_token_bits(const json::Reader& row) {
  TRY(bits, row.find_integer("tokenBits"));
  if (!bits) return 0U;
  if (*bits == 1 || *bits == 2 || *bits == 4 || *bits == 8) return static_cast<unsigned>(*bits);
  return row.fail_here(bad_row, "An entry of a token has 1, 2, 4 or 8 bits.");
}

Result<KeptStatus> read_status(std::string_view /*key*/, const json::Document& document) {
  const json::Reader row(document);
  TRY(source, row.get_string("source"));
  TRY(received, row.get_time("received"));
  TRY(valid_from, row.find_time("validFrom"));
  TRY(valid_until, row.find_time("validUntil"));
  TRY(ttl_ms, row.find_integer("ttl"));
  TRY(purposes, row.strings("purposes"));
  TRY(is_list_2021, row.find_boolean("list2021"));
  TRY(token_bits, read_token_bits(row));
  TRY(bits, row.get_integer("bits"));
  TRY(longest_bits, row.find_integer("longestBits"));
  TRY(method, row.get_string("method"));
  TRY(key, row.get_string("key"));
  TRY(place, read_place(row));
  TRY(sha256, read_sha256(row));
  return KeptStatus{.source = std::move(source),
                    .received = received,
                    .valid_from = valid_from,
                    .valid_until = valid_until,
                    .ttl_ms = ttl_ms,
                    .purposes = std::move(purposes),
                    .is_list_2021 = is_list_2021.value_or(false),
                    .token_bits = token_bits,
                    .bits = static_cast<std::uint64_t>(bits),
                    .longest_bits = static_cast<std::uint64_t>(longest_bits.value_or(0)),
                    .method = std::move(method),
                    .key = std::move(key),
                    .place = place,
                    .sha256 = sha256};
}

/// A page of a list, as long as the list goes; what lies behind it is zero.
ByteView page_of(ByteView list, std::size_t page) {
  const auto begin = std::min(page * status_page_bytes, list.size());
  return list.subspan(begin, std::min(status_page_bytes, list.size() - begin));
}

ByteView without_zeros(ByteView page) {
  std::size_t size = page.size();
  while (size > 0 && page[size - 1] == 0) --size;
  return page.first(size);
}

}  // namespace

Result<std::optional<KeptStatus>> find_kept_status(const storage::View& view,
                                                   const ListName& name) {
  return find_row<KeptStatus>(view, family::bits, list_key(name), read_status);
}

void save_kept_status(storage::Batch& batch, const ListName& name, const KeptStatus& status) {
  json::Writer row;
  row.begin_object()
      .member("source", status.source)
      .member("received", print_time(status.received));
  if (status.valid_from) row.member("validFrom", print_time(*status.valid_from));
  if (status.valid_until) row.member("validUntil", print_time(*status.valid_until));
  if (status.ttl_ms) row.name("ttl").integer(*status.ttl_ms);
  row.name("purposes").begin_array();
  for (const auto& purpose : status.purposes) row.string(purpose);
  row.end_array();
  if (status.is_list_2021) row.name("list2021").boolean(true);
  if (status.token_bits != 0) row.name("tokenBits").integer(status.token_bits);
  row.name("bits").integer(static_cast<std::int64_t>(status.bits));
  if (status.longest_bits > status.bits) {
    row.name("longestBits").integer(static_cast<std::int64_t>(status.longest_bits));
  }
  write_place(row, status.place);
  if (status.sha256) row.member("sha256", encoding::encode_hex(status.sha256->value));
  row.member("method", status.method).member("key", status.key).end_object();
  batch.put(family::bits, list_key(name), bytes_of(row.text()));
}

BitRange token_range(std::uint64_t index, unsigned bits) {
  const std::uint64_t in_byte = 8 / bits;
  return {index / in_byte * in_byte + (in_byte - 1 - index % in_byte), bits};
}

Result<std::optional<std::uint64_t>> find_status_value(const storage::View& view,
                                                       const ListName& name, std::uint64_t bits,
                                                       const BitRange& range) {
  if (range.index >= bits / range.size) return std::nullopt;
  std::uint64_t value = 0;
  std::optional<std::uint64_t> page_read;
  std::optional<Bytes> page;
  for (unsigned i = 0; i < range.size; ++i) {
    const std::uint64_t bit = range.index * range.size + i;
    if (page_read != bit / page_bits) {
      page_read = bit / page_bits;
      TRY(found, view.get(family::bits, page_key(name, *page_read)));
      page = std::move(found);
    }
    const auto byte = static_cast<std::size_t>(bit % page_bits / 8);
    const bool is_set = page && byte < page->size() && ((*page)[byte] & (0x80U >> (bit % 8))) != 0;
    value = value << 1 | (is_set ? 1U : 0U);
  }
  return value;
}

void save_status_pages(storage::Batch& batch, const ListName& name, ByteView before, ByteView now) {
  const auto longest = std::max(before.size(), now.size());
  for (std::size_t page = 0; page * status_page_bytes < longest; ++page) {
    const auto old_page = without_zeros(page_of(before, page));
    const auto new_page = without_zeros(page_of(now, page));
    if (std::ranges::equal(old_page, new_page)) continue;
    if (new_page.empty()) {
      batch.erase(family::bits, page_key(name, page));
    } else {
      batch.put(family::bits, page_key(name, page), new_page);
    }
  }
}

}  // namespace waarmerk::node::records
