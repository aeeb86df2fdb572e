import HotlineRender
import HotlineText

/// A picture within a text, with words for those who cannot see it.
enum PictureMarkup {
  /// English Metric Units in a CSS pixel; a picture of 720 is as wide as a report's text at this share of its own size.
  private static let unitsInPixel = 9_525.0
  private static let widest = 720.0
  private static let textWidth = Double(WordFrame.reportWidth) * 635

  /// A run with the picture.
  ///
  /// - Parameter names: the relations to its two files.
  static func run(_ picture: ChartPicture, names: (emf: String, svg: String)) -> String {
    let scale = min(1, textWidth / (widest * unitsInPixel)) * unitsInPixel
    let (width, height) = (Int(picture.width * scale), Int(picture.height * scale))
    let number = names.emf.filter(\.isNumber)
    let words = picture.alternative.attributeText
    let naming = "id=\"\(number)\" name=\"picture \(number)\" descr=\"\(words.xmlEscaped)\""
    let size = "cx=\"\(width)\" cy=\"\(height)\""
    return
      "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent \(size)/><wp:docPr \(naming)/>"
      + "<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr><a:graphic>"
      + "<a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr>"
      + "<pic:cNvPr \(naming)/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>\(blip(names))<a:stretch><a:fillRect/></a:stretch>"
      + "</pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext \(size)/></a:xfrm>"
      + "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>"
      + "</w:drawing></w:r>"
  }

  /// The EMF, and beside it the SVG for those who know the extension.
  private static func blip(_ names: (emf: String, svg: String)) -> String {
    "<a:blip r:embed=\"\(names.emf)\"><a:extLst><a:ext uri=\"{96DAC541-7B7A-43D3-8B79-37D633B846F1}\">"
      + "<asvg:svgBlip xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" r:embed=\"\(names.svg)\"/>"
      + "</a:ext></a:extLst></a:blip>"
  }
}

extension String {
  /// The text as a description: longer ones are cut, since nobody listens to them.
  fileprivate var attributeText: String { count <= 1_000 ? self : String(prefix(999)) + "…" }
}
