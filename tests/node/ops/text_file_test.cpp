#include "node/ops/text_file.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "tests/support/temporary_folder.hpp"

using namespace waarmerk;

TEST_CASE("a text file is read whole up to its limit, and not beyond") {
  const tests::TemporaryFolder folder;
  const auto path = (folder / "a").string();
  std::ofstream(path, std::ios::binary) << "seven\r\n";
  CHECK(node::ops::read_text_file(path, 7) == "seven\r\n");
  CHECK_FALSE(node::ops::read_text_file(path, 6));
  CHECK_FALSE(node::ops::read_text_file((folder / "b").string(), 7));
}
