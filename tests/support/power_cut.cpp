#include "tests/support/power_cut.h"

#include <filesystem>
#include <mutex>
#include <optional>

#include <dlfcn.h>

namespace {

struct Watched {
    std::filesystem::path folder;
    std::filesystem::path disk;
};

std::mutex &theMutex()
{
    static std::mutex mutex;
    return mutex;
}

std::optional<Watched> &theWatched()
{
    static std::optional<Watched> watched;
    return watched;
}

void keep(int fd)
{
    const std::scoped_lock lock(theMutex());
    if (!theWatched()) {
        return;
    }
    std::error_code failed;
    const std::filesystem::path file = std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(fd), failed);
    if (!failed && file.parent_path() == theWatched()->folder) {
        std::filesystem::copy_file(file, theWatched()->disk / file.filename(), std::filesystem::copy_options::overwrite_existing, failed);
    }
}

int synced(const char *name, int fd)
{
    using Sync = int (*)(int);
    const auto real = reinterpret_cast<Sync>(::dlsym(RTLD_NEXT, name));
    const int answer = real(fd);
    if (answer == 0) {
        keep(fd);
    }
    return answer;
}

} // namespace

// In the place of libc's, for this program and for the libraries that it loads.
extern "C" int fsync(int fd)
{
    return synced("fsync", fd);
}

extern "C" int fdatasync(int fd)
{
    return synced("fdatasync", fd);
}

namespace rawi::test {

PowerCut::PowerCut(const QString &folder)
{
    const std::scoped_lock lock(theMutex());
    theWatched() = Watched{std::filesystem::canonical(folder.toStdString()), m_disk.path().toStdString()};
}

PowerCut::~PowerCut()
{
    const std::scoped_lock lock(theMutex());
    theWatched().reset();
}

} // namespace rawi::test
