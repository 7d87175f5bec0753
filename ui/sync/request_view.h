#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace rawi {

// A file that somebody asks this desk for: uploading it, looking at its item, or saying no.
class RequestView : public QWidget {
    Q_OBJECT

public:
    explicit RequestView(QWidget *parent = nullptr);

    void setTexts(const QString &title, const QString &reason);

Q_SIGNALS:
    void uploadAsked();
    void showAsked();
    void closeAsked();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QLabel *m_title;
    QLabel *m_reason;
    QPushButton *m_upload;
    QPushButton *m_show;
    QPushButton *m_close;
};

} // namespace rawi
