import HotlineText

extension Chart {
  /// A scatter of points with two dividing lines.
  package struct Quadrant: Sendable, Hashable {
    /// A point.
    package struct Point: Sendable, Hashable {
      /// Its name; drawn unless the point is `ordinary`.
      package var label: String
      /// Along the horizontal axis.
      package var x: Double
      /// Along the vertical axis.
      package var y: Double
      /// Its class.
      package var status: Status

      /// Creates a point.
      package init(_ label: String, x: Double, y: Double, status: Status = .ordinary) {
        self.label = label
        self.x = x
        self.y = y
        self.status = status
      }
    }

    /// The points.
    package var points: [Point]
    /// Where the vertical dividing line stands.
    package var xDivider: Double
    /// Where the horizontal dividing line stands.
    package var yDivider: Double
    /// What the corners mean, from the upper left clockwise; four texts, or none.
    package var corners: [String]
    /// How the horizontal values are written.
    package var xFormat: NumberFormat
    /// How the vertical values are written.
    package var yFormat: NumberFormat

    /// Creates a scatter.
    package init(
      points: [Point], xDivider: Double, yDivider: Double, corners: [String] = [], xFormat: NumberFormat,
      yFormat: NumberFormat
    ) {
      self.points = points
      self.xDivider = xDivider
      self.yDivider = yDivider
      self.corners = corners
      self.xFormat = xFormat
      self.yFormat = yFormat
    }
  }
}
