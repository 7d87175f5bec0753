#include "ui/kit/add_files_dialog.h"

#include "core/text/direction.h"
#include "ui/kit/font_scale.h"
#include "ui/text/format_text.h"

#include <QFileInfo>
#include <QGridLayout>
#include <QImageReader>
#include <QLabel>
#include <QVBoxLayout>

namespace rawi {

namespace {

constexpr QSize kPicture(220, 160);
constexpr qint64 kMostBytes = 64 * 1024 * 1024; // larger ones are not read on this thread

} // namespace

AddFilesDialog::AddFilesDialog(const QString &title, FileMode mode, QWidget *parent)
    : QFileDialog(parent, title), m_picture(new QLabel(this)), m_facts(new QLabel(this))
{
    setOption(DontUseNativeDialog);
    setAttribute(Qt::WA_DeleteOnClose);
    setFileMode(mode);
    m_picture->setFixedSize(scaledPx(kPicture.width()), scaledPx(kPicture.height()));
    m_picture->setAlignment(Qt::AlignCenter);
    m_facts->setAlignment(Qt::AlignCenter);
    m_facts->setWordWrap(true);
    m_facts->setProperty("role", u"muted"_s);
    auto *column = new QVBoxLayout;
    column->addWidget(m_picture);
    column->addWidget(m_facts);
    column->addStretch(1);
    if (auto *grid = qobject_cast<QGridLayout *>(layout()); grid && mode != Directory) {
        grid->addLayout(column, 1, grid->columnCount());
        resize(width() + m_picture->width(), height());
    } else {
        delete column;
        m_picture->hide();
        m_facts->hide();
    }
    connect(this, &QFileDialog::currentChanged, this, &AddFilesDialog::showPicture);
}

void AddFilesDialog::showPicture(const QString &path)
{
    m_picture->clear();
    m_facts->clear();
    const QFileInfo info(path);
    if (!info.isFile()) {
        return;
    }
    QString facts = byteSizeText(info.size());
    QImageReader reader(path);
    if (info.size() <= kMostBytes && reader.canRead()) {
        reader.setAutoTransform(true);
        const QSize whole = reader.size();
        if (whole.isValid()) {
            reader.setScaledSize(whole.scaled(m_picture->size(), Qt::KeepAspectRatio));
            facts = u"%1 · %2×%3"_s.arg(isolate(facts)).arg(whole.width()).arg(whole.height());
        }
        const QImage picture = reader.read();
        if (!picture.isNull()) {
            m_picture->setPixmap(QPixmap::fromImage(picture.scaled(m_picture->size(), Qt::KeepAspectRatio, Qt::SmoothTransformation)));
        }
    }
    m_facts->setText(facts);
}

} // namespace rawi
