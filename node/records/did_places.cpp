#include "node/records/did_places.hpp"

#include <utility>

#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

constexpr std::string_view mark = "@";  // no SCID begins so

Key place_key(std::string_view place) { return Key().text(mark).text(place); }

Result<PlaceClaim> read_claim(const json::Reader& reader) {
  TRY(scid, reader.get_string("scid"));
  TRY(known, reader.get_time("known"));
  TRY(served, reader.find_time("served"));
  TRY(denied, reader.find_time("denied"));
  TRY(asked, reader.find_time("asked"));
  return PlaceClaim{scid, known, served, denied, asked};
}

Result<ClaimedPlace> read_place(std::string_view key, const json::Document& row) {
  ClaimedPlace found{.place = std::string(key.substr(mark.size())), .claims = {}};
  for (const auto& one : json::Reader(row).one_or_many("claims")) {
    TRY(claim, read_claim(one));
    found.claims.push_back(std::move(claim));
  }
  return found;
}

void write_time(json::Writer& row, std::string_view name, const std::optional<UnixTime>& time) {
  if (time) row.member(name, print_time(*time));
}

}  // namespace

Result<std::vector<PlaceClaim>> list_claims(const storage::View& view, std::string_view place) {
  TRY(found, find_row<ClaimedPlace>(view, family::didlog, place_key(place), read_place));
  return found ? std::move(found->claims) : std::vector<PlaceClaim>();
}

void save_claims(storage::Batch& batch, std::string_view place,
                 const std::vector<PlaceClaim>& claims) {
  json::Writer row;
  row.begin_object().name("claims").begin_array();
  for (const auto& claim : claims) {
    row.begin_object().member("scid", claim.scid).member("known", print_time(claim.known));
    write_time(row, "served", claim.served);
    write_time(row, "denied", claim.denied);
    write_time(row, "asked", claim.asked);
    row.end_object();
  }
  row.end_array().end_object();
  batch.put(family::didlog, place_key(place), bytes_of(row.text()));
}

Result<std::vector<ClaimedPlace>> list_places(const storage::View& view, std::string_view after,
                                              std::size_t limit) {
  auto keys = storage::prefix_range(Key().text(mark));
  if (!after.empty()) keys.from = Key().text(mark).text(after).text({"\0", 1}).owned();
  return list_rows<ClaimedPlace>(view, {.family = family::didlog, .keys = keys, .limit = limit},
                                 read_place);
}

}  // namespace waarmerk::node::records
