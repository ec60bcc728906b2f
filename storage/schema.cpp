#include "storage/schema.hpp"

#include <string>

#include "storage/key_order.hpp"

namespace waarmerk::storage {

namespace {

ByteView mark_key() { return bytes_of("schema"); }

Result<std::uint32_t> version_of(ByteView mark) {
  KeyReader reader(mark);
  TRY(version, reader.u32());
  TRY_OK(reader.end());
  return version;
}

}  // namespace

Result<std::uint32_t> schema_version(const View& view, Family meta) {
  TRY(mark, view.get(meta, mark_key()));
  if (!mark) return 0;
  const auto version = version_of(*mark);
  if (!version) return fail(broken_store, "The version mark of the store cannot be read.");
  return *version;
}

Result<void> migrate(Store& store, Family meta, std::span<const Migration> migrations) {
  TRY(version, schema_version(store, meta));
  if (version > migrations.size()) {
    return fail(newer_store, "The store has form " + std::to_string(version) +
                                 "; this program knows up to " + std::to_string(migrations.size()) +
                                 ".");
  }
  while (version < migrations.size()) {
    Batch batch;
    TRY_OK(migrations[version].run(store, batch));
    batch.put(meta, mark_key(), KeyWriter().u32(++version).take());
    TRY_OK(store.write(batch, Durability::durable));
  }
  return {};
}

}  // namespace waarmerk::storage
