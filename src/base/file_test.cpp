// SPDX-License-Identifier: Apache-2.0
#include "base/file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "testing/golden.hpp"
#include "testing/temporary_folder.hpp"

namespace relook {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::slurp;
using testing::spill;
using testing::TemporaryFolder;

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    names.push_back(entry.path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

// A disk that is full after so many bytes: the system refuses to let any file grow beyond.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    old_handler_ = ::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &old_);
    const rlimit now{bytes, old_.rlim_max};
    EXPECT_EQ(::setrlimit(RLIMIT_FSIZE, &now), 0);
  }
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &old_);
    ::signal(SIGXFSZ, old_handler_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit old_{};
  void (*old_handler_)(int);
};

TEST(ReadFile, GivesAllBytes) {
  const TemporaryFolder folder;
  for (const std::size_t size : {0UL, 1UL, 65'535UL, 65'536UL, 65'537UL, 1'000'000UL}) {
    std::string bytes(size, 'x');
    if (size > 1) bytes[size / 2] = '\0';
    spill(folder.path() / "f", bytes);
    const auto got = read_file(folder.path() / "f");
    ASSERT_TRUE(got);
    EXPECT_EQ(*got, bytes) << size;
  }
}

TEST(ReadFile, SaysWhyNot) {
  const TemporaryFolder folder;
  const auto missing = read_file(folder.path() / "none");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::not_found);
  EXPECT_EQ(missing.error().where, (folder.path() / "none").string());
  EXPECT_EQ(read_file(folder.path()).error().kind, ErrorKind::invalid_input);
  spill(folder.path() / "f", "12345");
  EXPECT_EQ(read_file(folder.path() / "f", 4).error().kind, ErrorKind::limit);
  EXPECT_EQ(read_file(folder.path() / "f", 5).value(), "12345");
  // It has no end and says that it is empty.
  EXPECT_EQ(read_file("/dev/zero", 100'000).error().kind, ErrorKind::limit);
}

TEST(ReadFile, ReadsWhatHasNoSize) {
  EXPECT_THAT(read_file("/proc/self/status").value(), HasSubstr("Name:"));
}

TEST(WriteFile, ReplacesTheOldOne) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_file(folder.path() / "f", "old"));
  ASSERT_TRUE(write_file(folder.path() / "f", "new"));
  EXPECT_EQ(slurp(folder.path() / "f"), "new");
  EXPECT_THAT(names_in(folder.path()), ElementsAre("f"));
}

TEST(WriteFile, LeavesTheOldOneAndNothingElseWhereTheDiskIsFull) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_file(folder.path() / "f", "old"));
  const auto written = [&] {
    const FullDisk full(10'000);
    return write_file(folder.path() / "f", std::string(20'000, 'x'));
  }();
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, ErrorKind::io);
  EXPECT_EQ(written.error().where, (folder.path() / "f").string());
  EXPECT_EQ(slurp(folder.path() / "f"), "old");
  EXPECT_THAT(names_in(folder.path()), ElementsAre("f"));
}

TEST(WriteFile, FailsWhereThereIsNoFolderOrAFolderInItsPlace) {
  const TemporaryFolder folder;
  EXPECT_FALSE(write_file(folder.path() / "none" / "f", "x"));
  fs::create_directory(folder.path() / "d");
  EXPECT_FALSE(write_file(folder.path() / "d", "x"));
  EXPECT_THAT(names_in(folder.path()), ElementsAre("d"));
}

TEST(WriteFile, WritesToADeviceInsteadOfReplacingIt) {
  ASSERT_TRUE(write_file("/dev/null", "x"));
  struct stat info{};
  ASSERT_EQ(::stat("/dev/null", &info), 0);
  EXPECT_TRUE(S_ISCHR(info.st_mode));
  const auto full = write_file("/dev/full", "x");
  ASSERT_FALSE(full);
  EXPECT_THAT(full.error().message, HasSubstr("No space left"));
}

TEST(WriteFile, FollowsALink) {
  const TemporaryFolder folder;
  spill(folder.path() / "file", "old");
  fs::create_symlink("file", folder.path() / "link");
  ASSERT_TRUE(write_file(folder.path() / "link", "new"));
  EXPECT_TRUE(fs::is_symlink(folder.path() / "link"));
  EXPECT_EQ(slurp(folder.path() / "file"), "new");
}

TEST(WriteFolder, MakesANewOneWithItsParents) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_folder(folder.path() / "a" / "b", {{"x.csv", "1"}, {"y.csv", "2"}}, {}));
  EXPECT_THAT(names_in(folder.path() / "a"), ElementsAre("b"));
  EXPECT_THAT(names_in(folder.path() / "a" / "b"), ElementsAre("x.csv", "y.csv"));
}

TEST(WriteFolder, ReplacesOnlyWhatItMayReplace) {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "out";
  ASSERT_TRUE(write_folder(path, {{"x.csv", "1"}, {"old.csv", "1"}}, {}));
  const auto refused = write_folder(path, {{"x.csv", "2"}}, {});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("'old.csv'"));
  EXPECT_EQ(slurp(path / "x.csv"), "1");
  ASSERT_TRUE(write_folder(path, {{"x.csv", "2"}}, {"old.csv"}));
  EXPECT_THAT(names_in(path), ElementsAre("x.csv"));
  EXPECT_EQ(slurp(path / "x.csv"), "2");
  ASSERT_TRUE(write_folder(path.string() + "/", {{"x.csv", "3"}}, {})) << "a slash at the end";
  EXPECT_EQ(slurp(path / "x.csv"), "3");
  fs::create_directory(path / "old.csv");
  EXPECT_FALSE(write_folder(path, {{"x.csv", "4"}}, {"old.csv"})) << "a folder by a file's name";
  EXPECT_EQ(slurp(path / "x.csv"), "3");
  EXPECT_THAT(names_in(folder.path()), ElementsAre("out"));
}

TEST(WriteFolder, RefusesAFileInItsPlace) {
  const TemporaryFolder folder;
  spill(folder.path() / "out", "work of years");
  EXPECT_FALSE(write_folder(folder.path() / "out", {{"x.csv", "1"}}, {}));
  EXPECT_EQ(slurp(folder.path() / "out"), "work of years");
}

TEST(WriteFolder, LeavesTheOldOneAndNothingElseWhereTheDiskIsFull) {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "out";
  ASSERT_TRUE(write_folder(path, {{"x.csv", "old"}}, {}));
  const auto written = [&] {
    const FullDisk full(10'000);
    return write_folder(path, {{"x.csv", "new"}, {"y.csv", std::string(20'000, 'x')}}, {});
  }();
  ASSERT_FALSE(written);
  EXPECT_EQ(slurp(path / "x.csv"), "old");
  EXPECT_THAT(names_in(folder.path()), ElementsAre("out"));
  EXPECT_THAT(names_in(path), ElementsAre("x.csv"));
}

}  // namespace
}  // namespace relook
