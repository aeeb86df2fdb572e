extension Chart {
  /// A scatter of points with two dividing lines.
  public struct Quadrant: Sendable, Hashable {
    /// A point.
    public struct Point: Sendable, Hashable {
      /// Its name; drawn unless the point is `ordinary`.
      public var label: String
      /// Along the horizontal axis.
      public var x: Double
      /// Along the vertical axis.
      public var y: Double
      /// Its class.
      public var status: Status

      /// Creates a point.
      public init(_ label: String, x: Double, y: Double, status: Status = .ordinary) {
        self.label = label
        self.x = x
        self.y = y
        self.status = status
      }
    }

    /// The points.
    public var points: [Point]
    /// Where the vertical dividing line stands.
    public var xDivider: Double
    /// Where the horizontal dividing line stands.
    public var yDivider: Double
    /// What the corners mean, from the upper left clockwise; four texts, or none.
    public var corners: [String]
    /// How the horizontal values are written.
    public var xFormat: NumberFormat
    /// How the vertical values are written.
    public var yFormat: NumberFormat

    /// Creates a scatter.
    public init(
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
