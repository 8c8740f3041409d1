// SPDX-License-Identifier: Apache-2.0
#include "base/new_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <filesystem>
#include <iterator>
#include <string>

#include "testing/golden.hpp"
#include "testing/temporary_folder.hpp"

namespace relook {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::slurp;
using testing::spill;
using testing::TemporaryFolder;

std::size_t entries_of(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), {}));
}

TEST(NewFolder, IsThereWhenItIsFinishedAndNotBefore) {
  const TemporaryFolder around;
  const fs::path path = around.path() / "new";
  const std::string large(3'000'001, 'x');
  spill(around.path() / "large", large);
  auto folder = NewFolder::begin(path / "");  // a slash at the end says nothing more
  ASSERT_TRUE(folder) << to_string(folder.error());
  ASSERT_TRUE(folder->write("a", "one"));
  ASSERT_TRUE(folder->write("b/c", ""));
  ASSERT_TRUE(folder->copy("b/large", around.path() / "large"));
  EXPECT_FALSE(fs::exists(path));
  EXPECT_EQ(slurp(folder->place() / "a"), "one");
  ASSERT_TRUE(folder->finish());
  EXPECT_EQ(slurp(path / "a"), "one");
  EXPECT_EQ(slurp(path / "b" / "c"), "");
  EXPECT_EQ(slurp(path / "b" / "large"), large);
  EXPECT_EQ(folder->files().size(), 3U);
  EXPECT_EQ(folder->files().at("b/large"), sha256(large));
  EXPECT_EQ(folder->files().at("b/c"), sha256(""));
  EXPECT_EQ(entries_of(around.path()), 2U);
}

TEST(NewFolder, LeavesNothingBehindWhereItIsNotFinished) {
  const TemporaryFolder around;
  {
    auto folder = NewFolder::begin(around.path() / "new");
    ASSERT_TRUE(folder);
    const NewFolder moved = std::move(*folder);
    ASSERT_TRUE(fs::exists(moved.place()));
  }
  EXPECT_TRUE(fs::is_empty(around.path()));
}

TEST(NewFolder, ReplacesNothing) {
  const TemporaryFolder around;
  fs::create_directory(around.path() / "folder");
  spill(around.path() / "file", "mine");
  fs::create_symlink("nowhere", around.path() / "link");
  for (const char* name : {"folder", "file", "link"}) {
    const auto folder = NewFolder::begin(around.path() / name);
    ASSERT_FALSE(folder) << name;
    EXPECT_THAT(folder.error().message, HasSubstr("is there already"));
  }
  // What gets the name while the folder is written keeps it, were it an empty folder.
  auto folder = NewFolder::begin(around.path() / "late");
  ASSERT_TRUE(folder);
  fs::create_directory(around.path() / "late");
  const auto finished = folder->finish();
  ASSERT_FALSE(finished);
  EXPECT_THAT(finished.error().message, HasSubstr("is there already"));
  EXPECT_EQ(slurp(around.path() / "file"), "mine");
  EXPECT_TRUE(fs::is_empty(around.path() / "late"));
}

TEST(NewFolder, SaysWhyNot) {
  const TemporaryFolder around;
  EXPECT_EQ(NewFolder::begin(around.path() / "none" / "new").error().kind, ErrorKind::not_found);
  auto folder = NewFolder::begin(around.path() / "new");
  ASSERT_TRUE(folder);
  EXPECT_EQ(folder->copy("a", around.path() / "none").error().where,
            (around.path() / "none").string());
  EXPECT_EQ(folder->copy("b", around.path()).error().kind, ErrorKind::invalid_input);
  std::stop_source stop;
  stop.request_stop();
  spill(around.path() / "file", "bytes");
  EXPECT_EQ(folder->copy("c", around.path() / "file", stop.get_token()).error().kind,
            ErrorKind::stopped);
  EXPECT_TRUE(folder->files().empty());
}

TEST(NewFolder, SaysSoWhereTheDiskIsFull) {
  const TemporaryFolder around;
  spill(around.path() / "large", std::string(100'000, 'x'));
  {
    auto folder = NewFolder::begin(around.path() / "new");
    ASSERT_TRUE(folder);
    // No file may grow beyond some bytes, as on a disk that is full.
    const auto old_handler = ::signal(SIGXFSZ, SIG_IGN);
    rlimit old{};
    ::getrlimit(RLIMIT_FSIZE, &old);
    const rlimit small{10'000, old.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto written = folder->write("a", std::string(100'000, 'x'));
    const auto copied = folder->copy("b", around.path() / "large");
    ::setrlimit(RLIMIT_FSIZE, &old);
    ::signal(SIGXFSZ, old_handler);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().where, (around.path() / "new").string());
    EXPECT_THAT(written.error().message, HasSubstr("a cannot be written"));
    ASSERT_FALSE(copied);
    EXPECT_THAT(copied.error().message, HasSubstr("b cannot be written"));
    EXPECT_TRUE(folder->files().empty());
  }
  EXPECT_EQ(entries_of(around.path()), 1U);
}

}  // namespace
}  // namespace relook
