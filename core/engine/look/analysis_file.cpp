#include "core/engine/look/analysis_file.h"

#include "core/base/file_sha256.h"
#include "core/engine/av/output_file.h"

#include <QDir>

namespace rawi {

Result<MadeVariant> writeAnalysisFile(const QString &folder, const QString &fileName, const QByteArray &bytes, MadeVariant file)
{
    file.path = QDir(folder).absoluteFilePath(fileName);
    file.size = bytes.size();
    RAWI_TRY(writeFileSafely(file.path, bytes));
    RAWI_ASSIGN(file.sha256, fileSha256(file.path));
    return file;
}

} // namespace rawi
