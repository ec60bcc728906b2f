#include "node/credential/status_entry.hpp"

#include <array>
#include <charconv>
#include <cstddef>

#include "node/credential/credential.hpp"
#include "node/credential/place.hpp"
#include "node/credential/revocation_list.hpp"

namespace waarmerk::node::credential {
namespace {

Result<std::string> read_text(const Place& place, std::string_view name) {
  const auto found = place.find(name);
  const auto text = found ? found->value().string() : std::nullopt;
  if (!text || text->empty()) return place.fail_at(name, status_malformed, "It must be a text.");
  return std::string(*text);
}

/// Decimal digits in a string, without sign; a leading zero is a second name for one index.
Result<std::uint64_t> read_index(const Place& place) {
  TRY(text, read_text(place, "statusListIndex"));
  std::uint64_t index = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, index);
  if (error != std::errc{} || stop != end || (text.size() > 1 && text.front() == '0')) {
    return place.fail_at("statusListIndex", status_malformed, "It is no decimal number.");
  }
  return index;
}

Result<unsigned> read_size(const Place& place) {
  const auto size = place.find("statusSize");
  if (!size) return 1U;
  const auto bits = size->value().integer();
  if (!bits || *bits < 1) {
    return size->fail_here(status_malformed, "The statusSize is an integer of at least 1.");
  }
  if (*bits > status_size_max) {
    return size->fail_here(status_unsupported, "An entry has at most 8 bits here.");
  }
  return static_cast<unsigned>(*bits);
}

/// `0x` and hexadecimal digits.
std::optional<std::uint64_t> parse_value(std::string_view text) {
  if (!text.starts_with("0x")) return std::nullopt;
  std::uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + 2, end, value, 16);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

Result<void> read_message(const Place& place, StatusEntry& entry) {
  TRY(status, read_text(place, "status"));
  TRY(message, read_text(place, "message"));
  const auto value = parse_value(status);
  if (!value || *value >> entry.size != 0) {
    return place.fail_at("status", status_malformed, "It is no value of an entry.");
  }
  if (!entry.messages.emplace(*value, message).second) {
    return place.fail_at("status", status_malformed, "This value has a message already.");
  }
  return {};
}

/// Where an entry is wider than a bit, or its purpose is a message, it must say what its values
/// mean. The specification wants one for each; implementers read it in two ways, so only a value
/// without a message is refused, when it comes.
Result<void> read_messages(const Place& place, StatusEntry& entry) {
  const std::size_t count_max = std::size_t{1} << entry.size;
  TRY_OK(each(place, "statusMessage", count_max, status_malformed,
              [&](const Place& one) { return read_message(one, entry); }));
  const bool needs_messages = entry.size > 1 || entry.purpose == status_message;
  if (needs_messages && entry.messages.empty()) {
    return place.fail_at("statusMessage", status_malformed, "It does not say what it means.");
  }
  return {};
}

/// Where the status of a JWT stands (IETF Token Status List 6.1).
Result<StatusEntry> read_token_entry(const Place& place) {
  const auto index = place.find("idx");
  const auto number = index ? index->value().integer() : std::nullopt;
  if (!number || *number < 0) {
    return place.fail_at("idx", status_malformed, "It is a number of at least 0.");
  }
  TRY(url, read_text(place, "uri"));
  if (!is_url(url)) return place.fail_at("uri", status_malformed, "It must be a URL.");
  return StatusEntry{.purpose = {},
                     .index = static_cast<std::uint64_t>(*number),
                     .list_url = url,
                     .kind = StatusKind::token};
}

/// Here the id of the entry is the URL of the list (1EdTech vcrl_v1p0).
Result<StatusEntry> read_revocation_entry(const Place& place) {
  TRY(url, read_text(place, "id"));
  if (!is_url(url)) return place.fail_at("id", status_malformed, "It must be a URL.");
  return StatusEntry{
      .purpose = std::string(revocation), .list_url = url, .kind = StatusKind::revocation_list};
}

}  // namespace

Result<StatusEntry> read_status_entry(json::Value value, std::string_view path) {
  const Place place(value, path);
  if (!place.find("type") && place.find("idx")) return read_token_entry(place);
  if (place.has_type(revocation_list_type)) return read_revocation_entry(place);
  const bool is_old = place.has_type("StatusList2021Entry");
  if (!is_old && !place.has_type("BitstringStatusListEntry")) {
    return place.fail_at("type", status_unsupported, "A status of this type is not read.");
  }
  TRY(size, read_size(place));
  TRY(purpose, read_text(place, "statusPurpose"));
  TRY(index, read_index(place));
  TRY(list_url, read_text(place, "statusListCredential"));
  if (!is_url(list_url)) {
    return place.fail_at("statusListCredential", status_malformed, "It must be a URL.");
  }
  StatusEntry entry{.purpose = purpose,
                    .index = index,
                    .list_url = list_url,
                    .kind = is_old ? StatusKind::list_2021 : StatusKind::bitstring,
                    .size = is_old ? 1 : size};
  TRY_OK(read_messages(place, entry));
  if (place.find("id")) {
    TRY(id, read_text(place, "id"));
    // The entry and the list must not share a name (bitstring 3.1).
    if (id == list_url) return place.fail_at("id", status_malformed, "It is the URL of the list.");
    entry.id = id;
  }
  return entry;
}

namespace {

void write_messages(json::Writer& writer, const StatusEntry& entry) {
  writer.name("statusMessage").begin_array();
  for (const auto& [value, message] : entry.messages) {
    std::array<char, 16> digits{};
    const auto [end, error] = std::to_chars(digits.begin(), digits.end(), value, 16);
    writer.begin_object().member("status", "0x" + std::string(digits.begin(), end));
    writer.member("message", message).end_object();
  }
  writer.end_array();
}

}  // namespace

void write_status_entry(json::Writer& writer, const StatusEntry& entry) {
  writer.begin_object();
  if (entry.id) writer.member("id", *entry.id);
  writer.member("type", "BitstringStatusListEntry");
  writer.member("statusPurpose", entry.purpose);
  writer.member("statusListIndex", std::to_string(entry.index));
  writer.member("statusListCredential", entry.list_url);
  if (entry.size > 1) writer.name("statusSize").integer(entry.size);
  if (!entry.messages.empty()) write_messages(writer, entry);
  writer.end_object();
}

}  // namespace waarmerk::node::credential
