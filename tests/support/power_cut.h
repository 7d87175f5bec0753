#pragma once

#include "tests/support/temporary_directory.h"

#include <QString>

namespace rawi::test {

// What would be on the disk of a folder were the power cut now: while this lives, each fsync and fdatasync of one of its files
// copies that file, as it is at that moment, into another folder; what was only written is not there. One at a time.
class PowerCut {
public:
    explicit PowerCut(const QString &folder);
    ~PowerCut();
    PowerCut(const PowerCut &) = delete;
    PowerCut &operator=(const PowerCut &) = delete;

    QString disk() const { return m_disk.path(); }

private:
    TemporaryDirectory m_disk;
};

} // namespace rawi::test
