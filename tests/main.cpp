// The one doctest main: every test program is this file and the tests that CMake gives it.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
/// Debian's Graphviz keeps a few kilobytes of each graph that it lays out
/// (spec/decisions/0056-drawn-networks.md).
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libgvc.so\nleak:libgvplugin_dot_layout.so\n";
}
#endif
#if __has_feature(thread_sanitizer)
/// Debian's RocksDB is not instrumented, so ThreadSanitizer does not see what it synchronises with.
/// Asio counts the owners of an executor with a fence, which ThreadSanitizer does not see either.
extern "C" const char* __tsan_default_suppressions();
extern "C" const char* __tsan_default_suppressions() {
  return "race:librocksdb.so\n"
         "race:boost::asio::execution::detail::shared_target_executor\n";
}
#endif
#endif
