// A bundle that another program wrote from spec/wire/bundle.md is read as it stands there.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/encoding/hex.hpp"
#include "node/kit/bundle.hpp"
#include "node/kit/kit.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::node::kit {

TEST_CASE("the bundle of spec/wire/vectors/bundle.txt holds the kits that stand beside it") {
  const auto file = tests::read_file(tests::spec("wire/vectors/bundle.txt"));
  std::vector<std::string> wanted;
  Bytes bundle;
  for (std::string_view rest = file; !rest.empty();) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const auto value = line.substr(line.find(' ') + 1);
    if (line.starts_with("kit ")) wanted.emplace_back(value);
    if (line.starts_with("bundle ")) bundle = encoding::decode_hex(value).value();
  }
  REQUIRE(wanted.size() == 2);
  BundleReader reader;
  CHECK(reader.take(bundle) == wanted);
  CHECK(reader.end() == 2U);
  for (const auto& text : wanted) CHECK(read_kit(text));
  BundleReader cut;
  REQUIRE(cut.take(ByteView(bundle).first(bundle.size() - 1)));
  CHECK(cut.end().error().code == bundle_truncated);
}

}  // namespace waarmerk::node::kit
