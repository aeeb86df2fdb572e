import DocumentSamples
import Foundation
import FoundationXML
import HotlineDocument
import HotlineText
import Testing

@testable import HotlineRender
@testable import HotlineRenderDOCX

@Suite("Charts as pictures")
struct PictureTests {
  private static func figures(_ document: Document) -> [Figure] {
    document.sections.flatMap(\.blocks).compactMap { if case .figure(let figure) = $0 { figure } else { nil } }
  }

  private static let all = figures(SampleDocument.make()) + figures(EdgeDocument.make())

  @Test("every shape that the page draws is in the picture, within its bounds")
  func shapes() throws {
    for figure in Self.all {
      guard let canvas = ChartDrawing(figure: figure, language: .zh, width: 720).canvas(figure.chart) else { continue }
      let picture = try #require(figure.pictures(.zh).first)
      let drawn = canvas.body.matches(of: /<(line|rect|circle|polygon|text)[ >]/).count
      let pieces = canvas.body.matches(of: /\ d="([^"]*)"/).reduce(0) { $0 + $1.1.count { $0 == "M" } }
      #expect(picture.shapes.count == drawn + pieces, "\(figure.anchor.id)")
      #expect(picture.width == 720 && picture.alternative == figure.alternative)
      for case .lines(let points, _) in picture.shapes.map(\.outline) {
        #expect(points.allSatisfy { (-40...760).contains($0.x) && (-40...picture.height + 40).contains($0.y) })
      }
    }
  }

  @Test("colours, weights and dashes are those of the page's style sheet")
  func paint() {
    let target = PictureStyle.paint(of: ["target"], isText: false)
    #expect(target.stroke == 0x7A5200 && target.strokeWidth == 2 && target.dashes == [9, 4])
    let label = PictureStyle.paint(of: ["name", "bad"], isText: true)
    #expect(label.fill == 0xA33B00 && label.stroke == 0xFFFFFF && label.fontSize == 12)
    #expect(PictureStyle.paint(of: ["tick"], isText: true).fill == 0x545C66)
    #expect(PictureStyle.paint(of: ["m", "good"], isText: false).fill == 0x0072B2)
    #expect(PictureStyle.paint(of: ["l", "s1"], isText: false).dashes == [7, 3])
    #expect(PictureStyle.paint(of: ["l", "s0"], isText: false).fill == nil)
    #expect(PictureStyle.paint(of: ["corner"], isText: true).isItalic)
    #expect(PictureStyle.paint(of: ["strong"], isText: true).isBold)
  }

  @Test("small charts stand three in a row, on as many pictures as pages need")
  func panels() {
    let lines = Chart.lines(.init(labels: ["a", "b"], series: [.init("n", [1, 2])], format: .count))
    func pictures(_ count: Int) -> [ChartPicture] {
      let panels = (0..<count).map { Chart.Panel("chart \($0)", lines) }
      return Figure("f", title: "t", chart: .panels(panels), alternative: "all").pictures(.en)
    }
    #expect(pictures(3).map(\.height) == pictures(1).map(\.height))
    #expect(pictures(4)[0].height == 2 * pictures(3)[0].height)
    #expect(pictures(16).count == 2 && pictures(16)[1].alternative == "chart 15")
    let titles = pictures(4)[0].shapes.compactMap { shape -> ChartPicture.Point? in
      if case .text(let text, let place, _) = shape.outline, text.hasPrefix("chart") { place } else { nil }
    }
    #expect(titles.map(\.x) == [0, 244, 488, 0])
  }

  @Test("a metafile says its own size and number of records, and ends")
  func metafile() throws {
    for figure in Self.all {
      for picture in figure.pictures(.zh) {
        let bytes = EMFPicture(picture).bytes
        func number(_ place: Int) -> Int { (0..<4).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) } }
        #expect(number(0) == 1 && number(40) == 0x464D_4520)
        var (place, records, last) = (0, 0, 0)
        while place + 8 <= bytes.count {
          last = number(place)
          let size = number(place + 4)
          try #require(size >= 8 && size.isMultiple(of: 4), "\(figure.anchor.id)")
          place += size
          records += 1
        }
        #expect(place == bytes.count && number(48) == bytes.count && number(52) == records && last == 14)
      }
    }
  }

  @Test("a dashed line is its dashes, around corners too")
  func dashes() {
    func point(_ x: Double, _ y: Double) -> ChartPicture.Point { .init(x: x, y: y) }
    let straight = Dashes.pieces(of: [point(0, 0), point(10, 0)], [3, 2])
    #expect(straight == [[point(0, 0), point(3, 0)], [point(5, 0), point(8, 0)]])
    let corner = Dashes.pieces(of: [point(0, 0), point(2, 0), point(2, 9)], [4, 1])
    #expect(
      corner == [[point(0, 0), point(2, 0), point(2, 2)], [point(2, 3), point(2, 7)], [point(2, 8), point(2, 9)]])
    let solid = [point(0, 0), point(1, 1)]
    #expect(Dashes.pieces(of: solid, []) == [solid])
    #expect(Dashes.pieces(of: solid, [3]) == [solid])
  }

  @Test("the SVG bears its colours itself, and letters a rim of their own")
  func vector() throws {
    let picture = try #require(Self.all.first?.pictures(.zh).first)
    let text = SVGPicture.text(picture)
    #expect(!text.contains("class=") && !text.contains("var(") && !text.contains("paint-order"))
    #expect(text.contains("stroke-dasharray=\"9 4\""))
    #expect(XMLParser(data: Data(text.utf8)).parse())
  }
}
