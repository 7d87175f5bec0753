#include "ui/catalog/series_dialog.h"

#include "ui/catalog/series_facts_view.h"
#include "ui/kit/directional_edit.h"
#include "ui/kit/discard_question.h"
#include "ui/kit/problem_label.h"
#include "ui/kit/text_limit.h"
#include "ui/text/error_text.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace rawi {

SeriesDialog::SeriesDialog(Purpose purpose, QWidget *parent) : QDialog(parent), m_purpose(purpose)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(10);
    buildTexts();
    auto *status = new QHBoxLayout;
    m_statusLabel = new QLabel(this);
    m_status = new QComboBox(this);
    m_statusLabel->setBuddy(m_status);
    for (size_t i = 0; i < EnumNames<SeriesStatus>::names.size(); ++i) {
        m_status->addItem(QString(), static_cast<int>(i));
    }
    status->addWidget(m_statusLabel);
    status->addWidget(m_status);
    status->addStretch(1);
    column->addLayout(status);
    m_error = new ProblemLabel(this);
    column->addWidget(m_error);
    // Not the standard buttons: those take Qt's words back after each change of language.
    m_buttons = new QDialogButtonBox(this);
    m_accept = new QPushButton(m_buttons);
    m_accept->setProperty("role", u"primary"_s); // before the box polishes it
    m_buttons->addButton(m_accept, QDialogButtonBox::AcceptRole);
    m_cancel = m_buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    m_accept->setDefault(true);
    column->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    retranslate();
    updateButtons();
    resize(720, 380);
}

// English on the left and Arabic on the right, as everywhere.
void SeriesDialog::buildTexts()
{
    m_englishLabel = new QLabel(this);
    m_english = new DirectionalLineEdit(Direction::LeftToRight, this);
    m_arabicLabel = new QLabel(this);
    m_arabic = new DirectionalLineEdit(Direction::RightToLeft, this);
    m_aboutEnglishLabel = new QLabel(this);
    m_aboutEnglish = new DirectionalTextEdit(Direction::LeftToRight, this);
    m_aboutArabicLabel = new QLabel(this);
    m_aboutArabic = new DirectionalTextEdit(Direction::RightToLeft, this);
    auto *pairs = new QWidget(this);
    m_pairs = new QGridLayout(pairs);
    m_pairs->setContentsMargins(0, 0, 0, 0);
    m_pairs->setHorizontalSpacing(14);
    arrangePairs();
    for (QLineEdit *edit : {m_arabic, m_english}) {
        TextLimit::set(edit, recordInfo<Series>().field(u"title_ar")->maxLength);
        edit->setMinimumWidth(300);
        connect(edit, &QLineEdit::textChanged, this, &SeriesDialog::updateButtons);
    }
    setTabOrder(m_english, m_arabic);
    setTabOrder(m_arabic, m_aboutEnglish);
    setTabOrder(m_aboutEnglish, m_aboutArabic);
    layout()->addWidget(pairs);
}

// A grid turns round with the window; the languages do not.
void SeriesDialog::arrangePairs()
{
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const auto put = [this, mirrored](int row, QLabel *label, QWidget *edit, bool arabic) {
        const int at = arabic != mirrored ? 1 : 0;
        label->setBuddy(edit);
        for (QWidget *one : {static_cast<QWidget *>(label), edit}) {
            m_pairs->removeWidget(one);
        }
        m_pairs->addWidget(label, row, at);
        m_pairs->addWidget(edit, row + 1, at);
    };
    put(0, m_englishLabel, m_english, false);
    put(0, m_arabicLabel, m_arabic, true);
    put(2, m_aboutEnglishLabel, m_aboutEnglish, false);
    put(2, m_aboutArabicLabel, m_aboutArabic, true);
}

void SeriesDialog::setSeries(const Series &series)
{
    m_series = series;
    m_arabic->setText(series.titleAr);
    m_english->setText(series.titleEn);
    m_aboutArabic->setPlainText(series.descriptionAr);
    m_aboutEnglish->setPlainText(series.descriptionEn);
    m_status->setCurrentIndex(static_cast<int>(series.status));
}

QList<std::pair<QString, QWidget *>> SeriesDialog::texts() const
{
    return {{u"title_ar"_s, m_arabic},
            {u"title_en"_s, m_english},
            {u"description_ar"_s, m_aboutArabic},
            {u"description_en"_s, m_aboutEnglish}};
}

void SeriesDialog::keepIn(DraftStore &drafts, const Clock &clock)
{
    m_drafts.emplace(drafts, clock, recordInfo<Series>().name, m_series.id.uuid());
    for (const auto &[field, widget] : texts()) {
        const auto kept = m_drafts->takeUp(field);
        if (auto *line = qobject_cast<QLineEdit *>(widget)) {
            connect(line, &QLineEdit::textChanged, this, [this, field](const QString &text) { keepDraft(field, text); });
            line->setText(kept.value_or(line->text()));
        } else if (auto *edit = qobject_cast<QTextEdit *>(widget)) {
            connect(edit, &QTextEdit::textChanged, this, [this, field, edit] { keepDraft(field, edit->toPlainText()); });
            if (kept) {
                edit->setPlainText(*kept);
            }
        }
    }
}

void SeriesDialog::keepDraft(const QString &field, const QString &text)
{
    m_drafts->keep(field, toJson(m_series).value(field).toString(), text);
}

void SeriesDialog::forgetDrafts()
{
    if (m_drafts) {
        m_drafts->forget();
    }
}

void SeriesDialog::answer(const Result<void> &result)
{
    if (result.ok()) {
        forgetDrafts();
        QDialog::accept();
    } else {
        m_error->say(result.error());
    }
}

void SeriesDialog::accept()
{
    tellGiven();
}

void SeriesDialog::reject()
{
    const auto leave = [this] {
        forgetDrafts();
        QDialog::reject();
    };
    const bool typed = m_drafts && !m_drafts->isEmpty();
    typed ? askToDiscard(*this, leave) : QDialog::reject();
}

QJsonObject SeriesDialog::fields() const
{
    return {{u"title_ar"_s, m_arabic->text().trimmed()},
            {u"title_en"_s, m_english->text().trimmed()},
            {u"description_ar"_s, m_aboutArabic->toPlainText().trimmed()},
            {u"description_en"_s, m_aboutEnglish->toPlainText().trimmed()},
            {u"status"_s, enumText(static_cast<SeriesStatus>(m_status->currentIndex()))}};
}

void SeriesDialog::tellGiven()
{
    const QJsonObject before = toJson(m_series);
    QJsonObject changed = fields();
    QJsonObject base;
    for (const QString &name : changed.keys()) {
        if (changed.value(name) == before.value(name)) {
            changed.remove(name);
        } else {
            base.insert(name, before.value(name));
        }
    }
    Q_EMIT given(changed, base);
}

void SeriesDialog::updateButtons()
{
    const bool any = !m_arabic->text().trimmed().isEmpty() || !m_english->text().trimmed().isEmpty();
    m_accept->setEnabled(any);
}

void SeriesDialog::retranslate()
{
    const bool create = m_purpose == Purpose::Create;
    setWindowTitle(create ? tr("New series") : tr("Series"));
    m_arabicLabel->setText(tr("Arabic title"));
    m_englishLabel->setText(tr("English title"));
    m_aboutArabicLabel->setText(tr("Arabic description"));
    m_aboutEnglishLabel->setText(tr("English description"));
    m_statusLabel->setText(tr("Status"));
    m_arabic->setAccessibleName(m_arabicLabel->text());
    m_english->setAccessibleName(m_englishLabel->text());
    m_aboutArabic->setAccessibleName(m_aboutArabicLabel->text());
    m_aboutEnglish->setAccessibleName(m_aboutEnglishLabel->text());
    m_status->setAccessibleName(m_statusLabel->text());
    for (int i = 0; i < m_status->count(); ++i) {
        m_status->setItemText(i, SeriesFactsView::statusText(static_cast<SeriesStatus>(i)));
    }
    m_accept->setText(create ? tr("Create") : tr("Save"));
    m_cancel->setText(tr("Cancel"));
}

void SeriesDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::LayoutDirectionChange && m_pairs) {
        arrangePairs();
    }
    QDialog::changeEvent(event);
}

} // namespace rawi
