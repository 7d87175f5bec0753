#include "ui/settings/about_dialog.h"

#include "core/text/direction.h"
#include "ui/kit/icons.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace rawi {

namespace {

// What the programs of this house are linked with, and the licence of each as its package states it. Names of libraries and
// of licences are the same in every language.
QString libraries()
{
    const QStringList lines{
        u"Qt %1 — LGPL-3.0"_s.arg(QLatin1StringView(qVersion())),
        u"FFmpeg (libav*) — LGPL-2.1+ / GPL-2+"_s,
        u"SQLite — public domain"_s,
        u"libpq (PostgreSQL) — PostgreSQL License"_s,
        u"ICU — Unicode License"_s,
        u"OpenSSL — Apache-2.0"_s,
        u"Boost — BSL-1.0"_s,
        u"Argon2 — CC0-1.0 / Apache-2.0"_s,
        u"libass — ISC"_s,
        u"libavif — BSD-2-Clause"_s,
        u"Little CMS — MIT"_s,
        u"libseccomp — LGPL-2.1"_s,
        u"GStreamer — LGPL-2.1+"_s,
        u"Inter, IBM Plex Sans Arabic, Noto Sans Arabic — OFL-1.1"_s,
    };
    return lines.join(u'\n');
}

} // namespace

AboutDialog::AboutDialog(Workbench &, QWidget *parent)
    : QDialog(parent)
    , m_name(new QLabel(this))
    , m_version(new QLabel(this))
    , m_licence(new QLabel(this))
    , m_librariesLabel(new QLabel(this))
    , m_libraries(new QTextBrowser(this))
{
    resize(480, 460);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(22, 20, 22, 14);
    column->setSpacing(8);
    auto *head = new QHBoxLayout;
    auto *picture = new QLabel(this);
    picture->setPixmap(icon(Icon::Rawi).pixmap(48, 48));
    head->addWidget(picture);
    auto *names = new QVBoxLayout;
    m_name->setProperty("role", u"h1"_s);
    m_version->setProperty("role", u"muted"_s);
    m_version->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    names->addWidget(m_name);
    names->addWidget(m_version);
    head->addLayout(names, 1);
    column->addLayout(head);
    m_licence->setWordWrap(true);
    column->addWidget(m_licence);
    m_librariesLabel->setProperty("role", u"title"_s);
    column->addWidget(m_librariesLabel);
    m_libraries->setLayoutDirection(Qt::LeftToRight); // names and licences, in every language
    m_libraries->setPlainText(libraries());
    column->addWidget(m_libraries, 1);
    auto *buttons = new QDialogButtonBox(this);
    m_close = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    retranslate();
}

void AboutDialog::retranslate()
{
    setWindowTitle(tr("About Rawi"));
    m_name->setText(tr("Rawi"));
    m_version->setText(tr("Version %1").arg(isolate(QCoreApplication::applicationVersion())));
    m_licence->setText(tr("An editorial workstation for publishers who work in Arabic and English. Free software: you may use, "
                          "share and change it under the GNU General Public License, version %1 or later; it comes "
                          "without any warranty.").arg(QLocale().toString(3)));
    m_librariesLabel->setText(tr("Built with"));
    m_libraries->setAccessibleName(tr("Built with"));
    m_close->setText(tr("Close"));
}

void AboutDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

} // namespace rawi
