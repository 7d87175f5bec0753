#include "ui/kit/add_files_dialog.h"

#include "core/text/direction.h"
#include "ui/kit/font_scale.h"
#include "ui/text/error_text.h"
#include "ui/text/format_text.h"

#include <QFileInfo>
#include <QGridLayout>
#include <QImageReader>
#include <QLabel>
#include <QPointer>
#include <QVBoxLayout>

namespace rawi {

namespace {

constexpr QSize kPicture(220, 160);
constexpr int kLookMs = 150;

} // namespace

AddFilesDialog::AddFilesDialog(const QString &title, FileMode mode, QWidget *parent, MediaIntake *intake)
    : FileDialog(title, mode, parent), m_intake(intake), m_picture(new QLabel(this)), m_facts(new QLabel(this))
{
    arrange(mode);
    m_look.setSingleShot(true);
    m_look.setInterval(kLookMs);
    connect(&m_look, &QTimer::timeout, this, &AddFilesDialog::look);
    connect(this, &QFileDialog::currentChanged, this, &AddFilesDialog::choose);
}

void AddFilesDialog::arrange(FileMode mode)
{
    m_picture->setObjectName(u"glance"_s);
    m_picture->setFixedSize(scaledPx(kPicture.width()), scaledPx(kPicture.height()));
    m_picture->setAlignment(Qt::AlignCenter);
    m_facts->setObjectName(u"facts"_s);
    m_facts->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_facts->setWordWrap(true);
    m_facts->setFixedWidth(m_picture->width());
    m_facts->setProperty("role", u"muted"_s);
    auto *column = new QVBoxLayout;
    column->addWidget(m_picture);
    column->addWidget(m_facts);
    column->addStretch(1);
    if (auto *grid = qobject_cast<QGridLayout *>(layout()); grid && mode != Directory) {
        grid->addLayout(column, 1, grid->columnCount());
    } else {
        delete column;
        m_picture->hide();
        m_facts->hide();
    }
    if (mode != Directory) {
        resize(scaledPx(960), height());
    }
}

void AddFilesDialog::choose(const QString &path)
{
    m_path = path;
    m_picture->clear();
    m_picture->setAccessibleName({});
    m_facts->clear();
    const QFileInfo info(path);
    if (info.isFile()) {
        m_facts->setText(byteSizeText(info.size()));
        if (m_intake != nullptr) {
            m_look.start();
        }
    }
}

void AddFilesDialog::look()
{
    const QPointer<AddFilesDialog> self(this);
    m_intake->glance(m_path, [self, path = m_path](const MediaIntake::Glance &glance, const std::optional<Error> &error) {
        if (self && self->m_path == path) {
            self->showGlance(glance, error);
        }
    });
}

void AddFilesDialog::showGlance(const MediaIntake::Glance &glance, const std::optional<Error> &error)
{
    QStringList facts;
    const ProbeReport &report = glance.report;
    if (!error && report.durationMs > 0) {
        facts.append(durationText(report.durationMs));
    }
    if (!error && report.width > 0) {
        facts.append(leftToRight(u"%1×%2"_s.arg(report.width).arg(report.height)));
    }
    facts.append(isolate(byteSizeText(QFileInfo(m_path).size())));
    const QString said = facts.join(u" · "_s);
    m_facts->setText(error ? said + u'\n' + errorText(*error) : said);
    if (glance.picture.isEmpty()) {
        return;
    }
    QImageReader reader(glance.picture);
    reader.setAutoTransform(true);
    const QImage picture = reader.read();
    if (!picture.isNull()) {
        m_picture->setPixmap(QPixmap::fromImage(picture.scaled(m_picture->size(), Qt::KeepAspectRatio, Qt::SmoothTransformation)));
        m_picture->setAccessibleName(tr("Picture of %1").arg(isolate(QFileInfo(m_path).fileName())));
    }
}

} // namespace rawi
