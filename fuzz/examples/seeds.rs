//! Writes small inputs of every format, for the fuzz targets to begin with: `seeds FOLDER`.

use std::io::{Cursor, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const SENTENCE: &str = "The ministry said on Monday, 3 March 2031 that nothing had been sent to anybody.";

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "fuzz/seeds".to_owned());
    for (target, seeds) in seeds()? {
        let folder = Path::new(&folder).join(target);
        std::fs::create_dir_all(&folder)?;
        for (number, seed) in seeds.iter().enumerate() {
            std::fs::write(folder.join(format!("{number:02}")), seed)?;
        }
    }
    Ok(())
}

fn seeds() -> std::io::Result<Vec<(&'static str, Vec<Vec<u8>>)>> {
    let html = vec![
        format!(
            "<!doctype html><html lang=en><head><title>Harbour closed - Courier</title><meta property='article:published_time' content='2031-03-04T09:30:00Z'><link rel=canonical href='https://a.example/b'><script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"Harbour closed\",\"author\":[{{\"name\":\"Mara Vale\"}}],\"datePublished\":\"2031-03-04\"}}</script></head><body><nav><a href=/>Home</a></nav><article><h1>Harbour closed</h1><p>By Mara Vale</p><p>{SENTENCE} <a href=/x>More</a></p><figure><img><figcaption>A crane (Gannet)</figcaption></figure><blockquote>{SENTENCE}</blockquote><ul><li>one</li><li>two</li></ul><table><tr><td>a</td><td>b</td></tr></table><p>Correction: it was {SENTENCE}</p></article><footer>© Courier</footer></body></html>"
        ),
        format!("<p>{SENTENCE}<p>{SENTENCE}<p>{SENTENCE}"),
    ];
    let markdown = vec![format!(
        "---\ntitle: Harbour\ndate: 2031-03-04\n---\n# Harbour\n\n{SENTENCE} [more](https://a.example)\n\n- one\n- two\n\n> {SENTENCE}\n\n| a | b |\n|---|---|\n| c | d |\n"
    )];
    let feed = vec![
        format!(
            "<?xml version='1.0' encoding='utf-8'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Courier</title><link>https://a.example</link><item><title>Harbour</title><link>https://a.example/1</link><guid>1</guid><pubDate>Tue, 04 Mar 2031 09:30:00 +0100</pubDate><description>{SENTENCE}</description><content:encoded><![CDATA[<p>{SENTENCE}</p>]]></content:encoded></item></channel></rss>"
        ),
        format!(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>C</title><entry><id>1</id><title>H</title><updated>2031-03-04T09:30:00Z</updated><link href='https://a.example/1'/><content type='xhtml'><div><p>{SENTENCE}</p></div></content></entry></feed>"
        ),
        format!(
            "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"C\",\"items\":[{{\"id\":\"1\",\"url\":\"https://a.example/1\",\"content_html\":\"<p>{SENTENCE}</p>\",\"date_published\":\"2031-03-04T09:30:00Z\"}},{{\"id\":\"2\",\"content_text\":\"{SENTENCE}\"}}]}}"
        ),
        format!(
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel><title>C</title></channel><item><title>H</title><description>{SENTENCE}</description></item></rdf:RDF>"
        ),
    ];
    let sitemap = vec![
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='n'><url><loc>https://a.example/1?a=1&amp;b=2</loc><lastmod>2031-03-04</lastmod><news:news><news:title>Harbour</news:title></news:news></url></urlset>".to_owned(),
        "<sitemapindex><sitemap><loc>https://a.example/s.xml</loc></sitemap></sitemapindex>".to_owned(),
        "https://a.example/1\nhttps://a.example/2\n".to_owned(),
    ];
    let mail = vec![
        format!(
            "From: Press <press@a.example>\r\nDate: Tue, 04 Mar 2031 09:30:00 +0100\r\nSubject: =?utf-8?q?Harbour?=\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{SENTENCE}=\r\n{SENTENCE}\r\n"
        ),
        format!(
            "From: a@b.example\r\nDate: Tue, 04 Mar 2031 09:30:00 +0100\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n{SENTENCE}\r\n--b\r\nContent-Type: text/html; name=a.html\r\nContent-Disposition: attachment; filename=a.html\r\n\r\n<p>{SENTENCE}</p>\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: c@d.example\r\nSubject: y\r\nDate: Tue, 04 Mar 2031 09:30:00 +0100\r\n\r\n{SENTENCE}\r\n--b--\r\n"
        ),
    ];
    let word = format!(
        "<w:document><w:body><w:p><w:pPr><w:pStyle w:val='H'/></w:pPr><w:r><w:t>Harbour</w:t></w:r></w:p><w:p><w:r><w:t>{SENTENCE} &amp; &#8217;</w:t><w:br/></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
    );
    let styles = "<w:styles><w:style w:styleId='H'><w:name w:val='heading 1'/></w:style></w:styles>";
    let open = format!(
        "<office:document-content><text:h>Harbour</text:h><text:p>{SENTENCE}<text:note><text:note-body><text:p>n</text:p></text:note-body></text:note></text:p><text:list><text:list-item><text:p>one</text:p></text:list-item></text:list></office:document-content>"
    );
    let docx = zipped(&[
        ("word/document.xml", word.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
    ])?;
    let files: &[(&str, &[u8])] = &[
        ("a.txt", SENTENCE.as_bytes()),
        ("b/feed.xml", feed[0].as_bytes()),
        ("c.eml", mail[1].as_bytes()),
        ("d.docx", &docx),
    ];
    let zip = zipped(files)?;
    let tar = tarred(files)?;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(&tar)?;
    let mut plain_gzip = GzEncoder::new(Vec::new(), Compression::fast());
    plain_gzip.write_all(SENTENCE.as_bytes())?;
    let archives = vec![
        zipped(&[("inner.zip", &zip)])?,
        zip,
        tar,
        gzip.finish()?,
        plain_gzip.finish()?,
    ];
    let bytes = |texts: &[String]| -> Vec<Vec<u8>> { texts.iter().map(|text| text.clone().into_bytes()).collect() };
    let mut all = bytes(&html);
    for texts in [&markdown, &feed, &sitemap, &mail] {
        all.extend(bytes(texts));
    }
    all.push(docx);
    all.extend(pdfs()?);
    Ok(vec![
        ("html", bytes(&html)),
        ("markdown", bytes(&markdown)),
        ("feed", bytes(&feed)),
        ("sitemap", bytes(&sitemap)),
        ("mail", bytes(&mail)),
        (
            "office",
            vec![word.into_bytes(), styles.as_bytes().to_vec(), open.into_bytes()],
        ),
        ("pdf", pdfs()?),
        ("archives", archives),
        ("document_read", all),
    ])
}

fn zipped(files: &[(&str, &[u8])]) -> std::io::Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default())?;
        writer.write_all(content)?;
    }
    Ok(writer.finish()?.into_inner())
}

fn tarred(files: &[(&str, &[u8])]) -> std::io::Result<Vec<u8>> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, content) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        builder.append_data(&mut header, name, *content)?;
    }
    builder.into_inner()
}

/// One page, its content plain and packed.
fn pdfs() -> std::io::Result<Vec<Vec<u8>>> {
    let content =
        format!("BT /F1 11 Tf 72 720 Td ({SENTENCE}) Tj 0 -16 Td [(One) -250 (two)] TJ ET q 1 0 0 1 0 0 cm /X Do Q");
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(content.as_bytes())?;
    let streams = [("", content.into_bytes()), ("/Filter /FlateDecode", packed.finish()?)];
    Ok(streams.map(|(filter, content)| {
        let stream = |dictionary: &str, content: &[u8]| {
            let mut object = format!("<< {dictionary} /Length {} >>\nstream\n", content.len()).into_bytes();
            object.extend(content);
            object.extend(b"\nendstream");
            object
        };
        let objects: [Vec<u8>; 6] = [
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> /XObject << /X 6 0 R >> >> >>".to_vec(),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
            stream(filter, &content),
            stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 4 0 R >> >>", b"BT /F1 9 Tf (x) Tj ET"),
        ];
        let mut bytes = b"%PDF-1.4\n".to_vec();
        let mut places = Vec::new();
        for (at, object) in objects.iter().enumerate() {
            places.push(bytes.len());
            bytes.extend(format!("{} 0 obj\n", at + 1).bytes());
            bytes.extend(object);
            bytes.extend(b"\nendobj\n");
        }
        let table = bytes.len();
        bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
        for place in places {
            bytes.extend(format!("{place:010} 00000 n \n").bytes());
        }
        bytes.extend(format!("trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).bytes());
        bytes
    })
    .to_vec())
}
