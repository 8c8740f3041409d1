// SPDX-License-Identifier: Apache-2.0
#include "britain/outline.hpp"

#include <array>
#include <vector>

#include "base/check.hpp"

namespace relook::britain {
namespace {

// In hundredths of a degree, clockwise from Land's End.
struct Corner {
  std::int16_t lat;
  std::int16_t lon;
};

constexpr Corner kGreatBritain[] = {
    // The south coast from west to east.
    {5005, -575},
    {4995, -520},
    {5014, -503},
    {5031, -415},
    {5020, -372},
    {5040, -348},
    {5060, -342},
    {5070, -295},
    {5051, -246},
    {5059, -195},
    {5057, -130},
    {5072, -80},
    {5079, -14},
    {5073, 25},
    {5090, 97},
    {5113, 137},
    // The east coast from south to north.
    {5139, 145},
    {5145, 75},
    {5150, 83},
    {5162, 98},
    {5178, 120},
    {5195, 136},
    {5215, 162},
    {5248, 177},
    {5272, 172},
    {5295, 128},
    {5298, 60},
    {5280, 35},
    {5293, 5},
    {5310, 36},
    {5340, 27},
    {5357, 14},
    {5380, 0},
    {5412, -7},
    {5429, -37},
    {5450, -58},
    {5466, -112},
    {5492, -132},
    {5510, -146},
    {5560, -160},
    {5580, -196},
    {5592, -210},
    {5602, -250},
    {5606, -285},
    {5599, -310},
    {5603, -340},
    {5606, -315},
    {5619, -280},
    {5628, -258},
    {5637, -280},
    {5645, -288},
    {5648, -270},
    {5671, -242},
    {5714, -203},
    {5750, -176},
    {5770, -198},
    {5769, -290},
    {5772, -330},
    {5760, -385},
    {5754, -415},
    {5785, -380},
    {5810, -365},
    {5844, -305},
    {5867, -302},
    // The north and west of Scotland, Skye joined to it.
    {5865, -350},
    {5860, -430},
    {5863, -500},
    {5825, -535},
    {5790, -565},
    {5770, -630},
    {5745, -680},
    {5703, -600},
    {5675, -620},
    {5642, -555},
    {5600, -560},
    {5530, -580},
    {5542, -550},
    {5590, -500},
    {5570, -490},
    {5546, -468},
    {5520, -490},
    {5495, -518},
    {5463, -495},
    {5468, -440},
    {5482, -405},
    {5488, -360},
    {5497, -310},
    // North-west England.
    {5488, -342},
    {5450, -363},
    {5410, -325},
    {5415, -290},
    {5405, -292},
    {5392, -306},
    {5382, -308},
    {5365, -304},
    {5346, -308},
    {5339, -320},
    {5328, -314},
    // Wales, Anglesey joined to it.
    {5334, -332},
    {5333, -383},
    {5342, -440},
    {5331, -468},
    {5313, -438},
    {5295, -457},
    {5279, -475},
    {5292, -415},
    {5272, -408},
    {5242, -413},
    {5213, -465},
    {5200, -505},
    {5187, -533},
    {5168, -520},
    {5160, -495},
    {5166, -468},
    {5156, -430},
    {5156, -397},
    {5147, -370},
    {5138, -340},
    {5145, -312},
    {5153, -298},
    {5162, -265},
    // The Bristol Channel and the north coast of Cornwall.
    {5150, -276},
    {5134, -300},
    {5120, -305},
    {5123, -350},
    {5122, -415},
    {5102, -455},
    {5082, -458},
    {5058, -495},
    {5042, -512},
    {5022, -552},
    {5012, -573},
};

constexpr Corner kNorthernIreland[] = {
    {5520, -695}, {5525, -650}, {5520, -605}, {5495, -588}, {5485, -573},
    {5468, -558}, {5468, -545}, {5425, -548}, {5422, -565}, {5405, -600},
    {5408, -628}, {5410, -665}, {5425, -690}, {5420, -725}, {5412, -750},
    {5430, -810}, {5460, -780}, {5475, -755}, {5500, -742}, {5510, -710},
};

constexpr std::int64_t kHundredth = 1000;  // 10^-5 degrees

// Crossings of a ray to the east, in integers: no point is in on one machine and out on another.
bool inside(std::span<const Corner> outline, Point point) {
  bool in = false;
  for (std::size_t i = 0, j = outline.size() - 1; i < outline.size(); j = i++) {
    const std::int64_t lat_i = outline[i].lat * kHundredth;
    const std::int64_t lat_j = outline[j].lat * kHundredth;
    if ((lat_i > point.lat) == (lat_j > point.lat)) continue;
    const std::int64_t lon_i = outline[i].lon * kHundredth;
    const std::int64_t lon_j = outline[j].lon * kHundredth;
    // point.lon < lon_i + (lon_j - lon_i) * (lat - lat_i) / (lat_j - lat_i), multiplied out.
    const std::int64_t left = (point.lon - lon_i) * (lat_j - lat_i);
    const std::int64_t right = (lon_j - lon_i) * (point.lat - lat_i);
    if (lat_j > lat_i ? left < right : left > right) in = !in;
  }
  return in;
}

// The cosine of a latitude in 10^-4, linear between 48 and 62 degrees: off by less than 0.4 %.
std::int64_t cosine(std::int32_t lat) {
  constexpr std::array<std::int64_t, 8> kCosines = {6691, 6428, 6157, 5878, 5592, 5299, 5000, 4695};
  const std::int64_t offset = lat - 4'800'000;
  RELOOK_CHECK(offset >= 0 && offset < 1'400'000);
  const std::int64_t step = offset / 200'000;
  const std::int64_t rest = offset % 200'000;
  const std::int64_t from = kCosines[static_cast<std::size_t>(step)];
  const std::int64_t to = kCosines[static_cast<std::size_t>(step) + 1];
  return from + (to - from) * rest / 200'000;
}

constexpr std::int64_t kMetresPerDegree = 111'200;

std::int64_t square_root(std::int64_t value) {
  std::int64_t root = 0;
  for (std::int64_t bit = std::int64_t{1} << 30; bit > 0; bit /= 2) {
    if ((root + bit) * (root + bit) <= value) root += bit;
  }
  return root;
}

constexpr Town kTowns[] = {
    {"London", "London", "LON", {5151000, -13000}, 9500, 60, 22000, 30000},
    {"Birmingham", "West Midlands", "BIR", {5248000, -190000}, 2900, 60, 17000, 35000},
    {"Manchester", "North West", "MAN", {5348000, -224000}, 2700, 50, 17000, 30000},
    {"Leeds", "Yorkshire and the Humber", "LEE", {5380000, -155000}, 1900, 60, 15000, 35000},
    {"Glasgow", "Scotland", "GLA", {5586000, -425000}, 1200, 90, 12000, 40000},
    {"Newcastle", "North East", "NEW", {5497000, -161000}, 850, 70, 10000, 40000},
    {"Sheffield", "Yorkshire and the Humber", "SHE", {5338000, -147000}, 900, 50, 10000, 28000},
    {"Liverpool", "North West", "LIV", {5341000, -293000}, 1000, 40, 10000, 25000},
    {"Bristol", "South West", "BRS", {5145000, -259000}, 700, 70, 9000, 35000},
    {"Cardiff", "Wales", "CDF", {5149000, -318000}, 400, 40, 7000, 28000},
    {"Edinburgh", "Scotland", "EDI", {5594000, -320000}, 560, 60, 8000, 35000},
    {"Nottingham", "East Midlands", "NOT", {5295000, -115000}, 730, 60, 9000, 30000},
    {"Leicester", "East Midlands", "NOT", {5263000, -113000}, 520, 60, 7000, 28000},
    {"Belfast", "Northern Ireland", "BEL", {5459000, -594000}, 420, 60, 8000, 35000},
    {"Southampton", "South East", "SOT", {5091000, -140000}, 900, 60, 11000, 30000},
    {"Brighton", "South East", "SOT", {5085000, -14000}, 480, 70, 7000, 35000},
    {"Hull", "Yorkshire and the Humber", "LEE", {5375000, -36000}, 320, 60, 6000, 30000},
    {"Middlesbrough", "North East", "NEW", {5456000, -124000}, 380, 50, 7000, 25000},
    {"Stoke", "West Midlands", "BIR", {5301000, -218000}, 380, 60, 7000, 25000},
    {"Coventry", "West Midlands", "BIR", {5241000, -151000}, 420, 50, 7000, 22000},
    {"Plymouth", "South West", "PLY", {5039000, -413000}, 260, 70, 5000, 35000},
    {"Reading", "South East", "LON", {5145000, -97000}, 340, 60, 6000, 28000},
    {"Luton", "East of England", "LON", {5188000, -42000}, 280, 60, 6000, 25000},
    {"Cambridge", "East of England", "CAM", {5221000, 12000}, 170, 60, 5000, 28000},
    {"Norwich", "East of England", "NOR", {5263000, 129000}, 230, 80, 5000, 38000},
    {"Ipswich", "East of England", "NOR", {5206000, 115000}, 180, 70, 4000, 32000},
    {"Peterborough", "East of England", "CAM", {5257000, -24000}, 200, 70, 5000, 32000},
    {"Milton Keynes", "South East", "LON", {5204000, -76000}, 260, 50, 5000, 22000},
    {"Oxford", "South East", "LON", {5175000, -126000}, 170, 60, 4000, 28000},
    {"Southend", "East of England", "LON", {5157000, 70000}, 330, 50, 7000, 28000},
    {"Derby", "East Midlands", "NOT", {5292000, -148000}, 280, 50, 5000, 25000},
    {"Preston", "North West", "MAN", {5376000, -270000}, 330, 50, 6000, 28000},
    {"Blackpool", "North West", "MAN", {5382000, -301000}, 240, 30, 4000, 20000},
    {"Swansea", "Wales", "CDF", {5164000, -394000}, 250, 60, 5000, 35000},
    {"Newport", "Wales", "CDF", {5160000, -300000}, 170, 30, 4000, 22000},
    {"Aberdeen", "Scotland", "ABD", {5715000, -212000}, 240, 80, 5000, 45000},
    {"Dundee", "Scotland", "EDI", {5648000, -299000}, 180, 50, 4000, 30000},
    {"Inverness", "Scotland", "INV", {5747000, -424000}, 80, 60, 4000, 60000},
    {"Exeter", "South West", "PLY", {5072000, -353000}, 150, 90, 4000, 38000},
    {"Bournemouth", "South West", "SOT", {5074000, -190000}, 480, 60, 7000, 30000},
    {"Gloucester", "South West", "BRS", {5186000, -223000}, 260, 60, 5000, 28000},
    {"Swindon", "South West", "BRS", {5156000, -178000}, 220, 60, 5000, 25000},
    {"York", "Yorkshire and the Humber", "LEE", {5396000, -108000}, 170, 70, 4000, 35000},
    {"Lincoln", "East Midlands", "NOT", {5323000, -54000}, 120, 80, 4000, 35000},
    {"Northampton", "East Midlands", "CAM", {5224000, -90000}, 240, 50, 5000, 24000},
    {"Carlisle", "North West", "CAR", {5489000, -293000}, 90, 70, 4000, 40000},
    {"Wrexham", "Wales", "LIV", {5305000, -299000}, 90, 40, 4000, 25000},
    {"Bangor", "Wales", "LIV", {5321000, -412000}, 40, 50, 2000, 35000},
    {"Aberystwyth", "Wales", "CDF", {5241000, -404000}, 20, 70, 2000, 45000},
    {"Truro", "South West", "PLY", {5026000, -505000}, 60, 60, 3000, 35000},
    {"Thurso", "Scotland", "INV", {5858000, -352000}, 12, 30, 2000, 50000},
    {"Oban", "Scotland", "GLA", {5641000, -540000}, 12, 40, 2000, 50000},
    {"Ayr", "Scotland", "GLA", {5546000, -458000}, 80, 60, 3000, 40000},
    {"Perth", "Scotland", "EDI", {5640000, -344000}, 60, 60, 3000, 40000},
    {"Londonderry", "Northern Ireland", "BEL", {5500000, -730000}, 90, 50, 3000, 35000},
    {"Omagh", "Northern Ireland", "BEL", {5460000, -730000}, 30, 60, 2000, 35000},
    {"Canterbury", "South East", "LON", {5128000, 108000}, 170, 60, 4000, 28000},
    {"Medway", "South East", "LON", {5138000, 53000}, 300, 40, 6000, 22000},
    {"Shrewsbury", "West Midlands", "BIR", {5271000, -275000}, 100, 70, 3000, 32000},
    {"Hereford", "West Midlands", "BRS", {5206000, -272000}, 70, 70, 3000, 30000},
    {"Scarborough", "Yorkshire and the Humber", "LEE", {5428000, -42000}, 60, 50, 3000, 30000},
    {"Berwick", "North East", "NEW", {5577000, -202000}, 15, 50, 2000, 40000},
};

constexpr CoreTown kCoreTowns[] = {
    {"LON", 0},  {"BIR", 1},  {"MAN", 2},  {"LEE", 3},  {"GLA", 4},  {"NEW", 5},  {"SHE", 6},
    {"LIV", 7},  {"BRS", 8},  {"CDF", 9},  {"EDI", 10}, {"NOT", 11}, {"BEL", 13}, {"SOT", 14},
    {"PLY", 20}, {"CAM", 23}, {"NOR", 24}, {"ABD", 35}, {"INV", 37}, {"CAR", 45},
};

constexpr Trunk kTrunks[] = {
    {"LON", "BRS"}, {"LON", "BIR"}, {"LON", "CAM"}, {"LON", "SOT"}, {"LON", "NOR"}, {"CAM", "NOR"},
    {"CAM", "NOT"}, {"NOT", "SHE"}, {"NOT", "BIR"}, {"SHE", "LEE"}, {"SHE", "MAN"}, {"LEE", "MAN"},
    {"LEE", "NEW"}, {"NEW", "EDI"}, {"NEW", "CAR"}, {"EDI", "ABD"}, {"EDI", "GLA"}, {"ABD", "INV"},
    {"INV", "GLA"}, {"GLA", "CAR"}, {"CAR", "MAN"}, {"MAN", "LIV"}, {"MAN", "BIR"}, {"LIV", "BIR"},
    {"BIR", "BRS"}, {"BRS", "CDF"}, {"CDF", "BIR"}, {"BRS", "PLY"}, {"PLY", "SOT"}, {"BEL", "GLA"},
    {"BEL", "LIV"},
};

}  // namespace

bool on_land(Point point) {
  return inside(kGreatBritain, point) || inside(kNorthernIreland, point);
}

Point moved(Point from, std::int64_t east_m, std::int64_t north_m) {
  const std::int64_t lat = from.lat + north_m * 100'000 / kMetresPerDegree;
  const std::int64_t lon =
      from.lon + east_m * 100'000 / kMetresPerDegree * 10'000 / cosine(from.lat);
  return {static_cast<std::int32_t>(lat), static_cast<std::int32_t>(lon)};
}

std::int64_t metres_between(Point a, Point b) {
  const std::int64_t north = (a.lat - b.lat) * kMetresPerDegree / 100'000;
  const std::int64_t east = (a.lon - b.lon) * kMetresPerDegree / 100'000 * cosine(a.lat) / 10'000;
  return square_root(north * north + east * east);
}

std::span<const Town> towns() { return kTowns; }

std::span<const CoreTown> core_towns() { return kCoreTowns; }

std::size_t core_town(std::string_view code) {
  for (std::size_t i = 0; i < std::size(kCoreTowns); ++i) {
    if (kCoreTowns[i].code == code) return i;
  }
  RELOOK_CHECK(false);
  return 0;
}

std::span<const Trunk> trunks() { return kTrunks; }

}  // namespace relook::britain
