#include "ui/content/library_thumbnails.h"

#include <QImageReader>

#include <algorithm>

namespace rawi {

namespace {

constexpr int kCacheKib = 96 * 1024;

// Fills the size, cut at the sides that stand over.
QImage readFilling(const QString &path, const QSize &size)
{
    QImageReader reader(path);
    reader.setAutoTransform(true);
    if (const QSize natural = reader.size(); natural.isValid()) {
        reader.setScaledSize(natural.scaled(size, Qt::KeepAspectRatioByExpanding));
    }
    const QImage image = reader.read();
    if (image.isNull()) {
        return image;
    }
    const QRect cut(QPoint((image.width() - size.width()) / 2, (image.height() - size.height()) / 2), size);
    return image.copy(cut).convertToFormat(QImage::Format_ARGB32_Premultiplied);
}

} // namespace

LibraryThumbnails::LibraryThumbnails(std::function<QString(const Id<MediaAsset> &)> pathOf, QObject *parent)
    : QObject(parent)
    , m_pathOf(std::move(pathOf))
    , m_pixmaps(kCacheKib)
{
    m_pool.setMaxThreadCount(2);
}

LibraryThumbnails::~LibraryThumbnails()
{
    m_pool.clear();
    m_pool.waitForDone();
}

QPixmap LibraryThumbnails::pixmap(const Id<MediaAsset> &asset, const QSize &size)
{
    const QUuid &id = asset.uuid();
    const QPixmap *kept = m_pixmaps.object(id);
    if (kept && kept->size() == size) {
        return *kept;
    }
    if (asset.isNull() || size.isEmpty() || m_missing.contains(id) || m_loading.contains(id)) {
        return kept ? *kept : QPixmap();
    }
    const QString path = m_pathOf(asset);
    if (path.isEmpty()) {
        m_missing.insert(id);
        return {};
    }
    load(id, path, size);
    return kept ? *kept : QPixmap();
}

void LibraryThumbnails::forget(const Id<MediaAsset> &asset)
{
    m_missing.remove(asset.uuid());
    m_pixmaps.remove(asset.uuid());
    Q_EMIT ready();
}

void LibraryThumbnails::load(const QUuid &asset, const QString &path, const QSize &size)
{
    m_loading.insert(asset);
    m_pool.start([this, asset, path, size] {
        const QImage image = readFilling(path, size);
        QMetaObject::invokeMethod(this, [this, asset, image] {
            m_loading.remove(asset);
            if (image.isNull()) {
                m_missing.insert(asset);
                return;
            }
            const int cost = std::max<int>(1, static_cast<int>(image.sizeInBytes() / 1024));
            m_pixmaps.insert(asset, new QPixmap(QPixmap::fromImage(image)), cost);
            Q_EMIT ready();
        });
    });
}

} // namespace rawi
